using ActionSync.Configuration;
using ActionSync.Testing;

namespace ActionSync.Tests.Configuration;

public sealed class ProblemTests : IDisposable
{
    private const string GitHub = "\"Kind\": \"GitHub\", \"Repository\": \"acme/x\", \"Token\": \"tttttttt\"";
    private const string Jira =
        "\"Kind\": \"Jira\", \"BaseUrl\": \"https://j.example.com\", \"Project\": \"OPS\", \"Email\": \"a@b.c\", \"Token\": \"tttttttt\"";
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    // Unknown keys
    [InlineData("""{ "Intake": { "Rescn": "00:00:15" } }""", "Intake:Rescn: is not a known key; did you mean Intake:Rescan?")]
    [InlineData("""{ "Itnake": {} }""", "Itnake: is not a known key; did you mean Intake?")]
    [InlineData("""{ "Rescan": "00:00:15" }""", "Rescan: is not a known key; did you mean Intake:Rescan?")]
    [InlineData("""{ "Schedule": { "Zzzzzzzz": 1 } }""", "Schedule:Zzzzzzzz: is not a known key; known here are MaxTrackers")]
    [InlineData("""{ "Logging": { "Levels": {} } }""", "Logging:Levels: is not a known key; known here are Format, LogLevel")]
    [InlineData("""{ "Routes": [ { "Wen": {}, "Tracker": "board" } ] }""", "Routes:0:Wen: is not a known key; did you mean Routes:0:When?")]
    [InlineData("""{ "Trackers": { "g": { $GitHub, "Tokn": "x" } } }""", "Trackers:g:Tokn: is not a known key; did you mean Trackers:g:Token?")]
    [InlineData("""{ "Trackers": { "board": { "Repository": "a/b" } } }""",
        "Trackers:board:Repository: is a key of a GitHub tracker; this one is of another kind")]
    [InlineData("""{ "Trackers": { "g": { $GitHub, "Project": "X" } } }""", "Trackers:g:Project: is a key of a Jira tracker; this one is of another kind")]
    // Wrong types
    [InlineData("""{ "Intake": { "Rescan": "soon" } }""",
        "Intake:Rescan: \"soon\" is not right; it must be a time span as hours:minutes:seconds, such as 00:00:15")]
    [InlineData("""{ "Intake": { "Rescan": 15 } }""", "Intake:Rescan: \"15\" is not right; it must be a time span as hours:minutes:seconds")]
    [InlineData("""{ "Intake": { "Settle": "00:15" } }""", "Intake:Settle: \"00:15\" is not right; it must be a time span")]
    [InlineData("""{ "Intake": { "MaxFileBytes": "big" } }""", "Intake:MaxFileBytes: \"big\" is not right; it must be a whole number")]
    [InlineData("""{ "Intake": { "KeepInPlace": "yes" } }""", "Intake:KeepInPlace: \"yes\" is not right; it must be true or false")]
    [InlineData("""{ "Intake": "data" }""", "Intake: must hold keys between { and }")]
    [InlineData("""{ "Intake": { "Folder": ["a"] } }""", "Intake:Folder: must be a single value")]
    [InlineData("""{ "Data": "a\u0000b" }""", "Data: \"a b\" is not right; it must be a text on one line, without control characters")]
    [InlineData("""{ "Reminding": { "At": "09:00" } }""", "Reminding:At: must be a list, between [ and ]")]
    [InlineData("""{ "Reminding": { "At": ["9:00"] } }""", "Reminding:At:0: \"9:00\" is not right; it must be a time of day as HH:mm, such as 09:00")]
    [InlineData("""{ "Reminding": { "At": ["24:00"] } }""", "Reminding:At:0: \"24:00\" is not right")]
    [InlineData("""{ "Reminding": { "At": [null] } }""", "Reminding:At:0: must not be null")]
    [InlineData("""{ "Reminding": { "At": [] } }""", "Reminding:At: must not be empty")]
    [InlineData("""{ "Reminding": { "WorkingDays": ["Mon", "Tues"] } }""",
        "Reminding:WorkingDays:1: \"Tues\" is not right; it must be a day of the week, Mon to Sun")]
    [InlineData("""{ "Reminding": { "Holidays": ["2026-02-29"] } }""",
        "Reminding:Holidays:0: \"2026-02-29\" is not right; it must be a date that exists, as yyyy-MM-dd")]
    [InlineData("""{ "Reminding": { "Holidays": ["25.12.2026"] } }""", "Reminding:Holidays:0: \"25.12.2026\" is not right")]
    [InlineData("""{ "Reminding": { "Priorities": ["High"] } }""", "Reminding:Priorities:0: \"High\" is not right; it must be P0, P1, P2, P3 or P4")]
    [InlineData("""{ "Planning": { "DefaultPriority": "1" } }""", "Planning:DefaultPriority: \"1\" is not right; it must be P0, P1, P2, P3 or P4")]
    [InlineData("""{ "Planning": { "DefaultDeadlineDays": { "P9": 1 } } }""",
        "Planning:DefaultDeadlineDays:P9: \"P9\" is not a priority; the key must be P0, P1, P2, P3 or P4")]
    [InlineData("""{ "Planning": { "DefaultDeadlineDays": { "P1": -1 } } }""",
        "Planning:DefaultDeadlineDays:P1: \"-1\" is not right; it must be from 0 to 3650")]
    [InlineData("""{ "Reminding": { "TimeZone": "Europe/Berln" } }""", "Reminding:TimeZone: \"Europe/Berln\" is not right; it must be a time zone that this machine knows, such as UTC or Europe/Berlin; did you mean Europe/Berlin?")]
    [InlineData("""{ "Reminding": { "TimeZone": "../../etc/passwd" } }""", "Reminding:TimeZone: \"../../etc/passwd\" is not right")]
    [InlineData("""{ "Refreshing": { "Nightly": "every night" } }""",
        "Refreshing:Nightly: \"every night\" is not a cron expression: Quartz cannot read it; it must be one such as \"0 0 2 * * ?\"")]
    [InlineData("""{ "Ledger": { "Provider": "Sqlit" } }""", "Ledger:Provider: \"Sqlit\" is not right; it must be Sqlite or Postgres; did you mean Sqlite?")]
    [InlineData("""{ "Ledger": { "Provider": "0" } }""", "Ledger:Provider: \"0\" is not right; it must be Sqlite or Postgres")]
    [InlineData("""{ "Logging": { "LogLevel": { "ActionSync.Trackers": "Debgu" } } }""", "Logging:LogLevel:ActionSync.Trackers: \"Debgu\" is not right; it must be Trace, Debug, Information, Warning, Error, Critical or None; did you mean Debug?")]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": 1 } } }""",
        "Logging:LogLevel:Default: \"1\" is not right; it must be Trace, Debug, Information, Warning, Error, Critical or None")]
    [InlineData("""{ "Logging": { "Format": "xml" } }""", "Logging:Format: \"xml\" is not right; it must be Text or Json")]
    // Ranges
    [InlineData("""{ "Intake": { "Rescan": "00:00:00", "Settle": "00:00:00" } }""",
        "Intake:Rescan: \"00:00:00\" is not right; it must be from 00:00:01 to 1.00:00:00")]
    [InlineData("""{ "Intake": { "Settle": "-00:00:01" } }""", "Intake:Settle: \"-00:00:01\" is not right; it must be from 00:00:00")]
    [InlineData("""{ "Intake": { "MaxFileBytes": 0 } }""", "Intake:MaxFileBytes: \"0\" is not right; it must be from 1 to")]
    [InlineData("""{ "Schedule": { "MaxTrackers": 0 } }""", "Schedule:MaxTrackers: \"0\" is not right; it must be from 1 to 64")]
    [InlineData("""{ "Refreshing": { "Poll": "00:00:00" } }""", "Refreshing:Poll: \"00:00:00\" is not right")]
    [InlineData("""{ "Reminding": { "DueSoonDays": [2, -1] } }""", "Reminding:DueSoonDays:1: \"-1\" is not right; it must be from 0 to 365")]
    [InlineData("""{ "Reminding": { "OverdueEveryDays": 0 } }""", "Reminding:OverdueEveryDays: \"0\" is not right; it must be from 1 to 365")]
    [InlineData("""{ "Reminding": { "OverdueEveryDays": [1, 0] } }""", "Reminding:OverdueEveryDays:1: \"0\" is not right; it must be from 1 to 365")]
    [InlineData("""{ "Reminding": { "OverdueEveryDays": [] } }""", "Reminding:OverdueEveryDays: must not be empty")]
    [InlineData("""{ "Reminding": { "OverdueEveryDays": "daily" } }""", "Reminding:OverdueEveryDays: \"daily\" is not right; it must be a whole number")]
    [InlineData("""{ "Reminding": { "OverdueEveryDays": { "First": 1 } } }""", "Reminding:OverdueEveryDays: must be a list, between [ and ]")]
    [InlineData("""{ "Reminding": { "EscalateAfterDays": 99999999999 } }""",
        "Reminding:EscalateAfterDays: \"99999999999\" is not right; it must be a whole number")]
    [InlineData("""{ "Channels": { "Email": { "Port": 65536 } } }""", "Channels:Email:Port: \"65536\" is not right; it must be from 1 to 65535")]
    [InlineData("""{ "Trackers": { "board": { "WritesPerMinute": 0 } } }""", "Trackers:board:WritesPerMinute: \"0\" is not right; it must be from 1 to 6000")]
    [InlineData("""{ "Trackers": { "board": { "SettleUnknown": "-00:00:01" } } }""", "Trackers:board:SettleUnknown: \"-00:00:01\" is not right")]
    // Contradictions
    [InlineData("""{ "Intake": { "Settle": "00:01:00" } }""", "Intake:Settle: is 00:01:00, longer than Intake:Rescan, 00:00:15; it must be at most that")]
    [InlineData("""{ "Intake": { "Archive": "data/inbox" } }""",
        "Intake:Archive: is \"@/data/inbox\", and so is Intake:Folder; each needs a folder of its own")]
    [InlineData("""{ "Intake": { "Rejected": "data/inbox/bad" } }""",
        "Intake:Rejected: is \"@/data/inbox/bad\", inside Intake:Folder, \"@/data/inbox\"; each needs a folder of its own")]
    [InlineData("""{ "Intake": { "Folder": "data/archive/new/" } }""", "Intake:Folder: is \"@/data/archive/new/\", inside Intake:Archive, \"@/data/archive\"")]
    [InlineData("""{ "Trackers": { "board": { "Folder": "data/inbox" } } }""", "Trackers:board:Folder: is \"@/data/inbox\", and so is Intake:Folder")]
    [InlineData("""{ "Channels": { "Email": { "Outbox": "data/inbox/out" } } }""", "Channels:Email:Outbox: is \"@/data/inbox/out\", inside Intake:Folder")]
    [InlineData("""{ "Ledger": { "ConnectionString": "Data Source=data/inbox/a.db" } }""",
        "Ledger:ConnectionString: puts the ledger into Intake:Folder, \"@/data/inbox\"")]
    [InlineData("""{ "Ledger": { "ConnectionString": "Data Source=:memory:" } }""", "Ledger:ConnectionString: keeps the ledger in memory")]
    [InlineData("""{ "Ledger": { "ConnectionString": "Host=db;Password=hunter22" } }""",
        "Ledger:ConnectionString: names no file; Ledger:Provider Sqlite needs Data Source=PATH")]
    [InlineData("""{ "Ledger": { "ConnectionString": "what?" } }""", "Ledger:ConnectionString: cannot be read")]
    [InlineData("""{ "Routes": [ { "Tracker": "bord" } ] }""", "Routes:0:Tracker: \"bord\" is not a tracker; it must be board or none; did you mean board?")]
    [InlineData("""{ "Routes": [ { "When": {} } ] }""", "Routes:0:Tracker: is missing; it must be board or none")]
    [InlineData("""{ "Routes": [] }""", "Routes: is empty, so no item would go anywhere")]
    [InlineData("""{ "Routes": [ { "When": { "Priority": "High" }, "Tracker": "board" } ] }""",
        "Routes:0:When:Priority: \"High\" matches no priority; it must be P0, P1, P2, P3 or P4, a range such as P0..P1, or a glob such as P?")]
    [InlineData("""{ "Routes": [ { "When": { "Priority": ["P0", "P3..P1"] }, "Tracker": "board" } ] }""",
        "Routes:0:When:Priority: \"P3..P1\" matches no priority")]
    [InlineData("""{ "Routes": [ { "When": { "Priority": 5 }, "Tracker": "board" } ] }""",
        "Routes:0:When:Priority: \"5\" matches no priority; it must be P0, P1, P2, P3 or P4, a range such as P0..P1, or a glob such as P?")]
    [InlineData("""{ "Routes": [ { "When": { "Priority": "" }, "Tracker": "board" } ] }""",
        "Routes:0:When:Priority: \"\" is not right; it must be a text, or a list of texts between [ and ]. Leave the key out where anything will do")]
    [InlineData("""{ "Routes": [ { "When": { "Owner": " , " }, "Tracker": "board" } ] }""",
        "Routes:0:When:Owner: \" , \" is not right; it must be a text")]
    [InlineData("""{ "Routes": [ { "When": { "Type": {} }, "Tracker": "board" } ] }""",
        "Routes:0:When:Type: must be a text, or a list of texts between [ and ]")]
    [InlineData("""{ "Routes": [ { "When": { "Priority": [""] }, "Tracker": "board" } ] }""",
        "Routes:0:When:Priority: \"\" matches no priority; it must be P0")]
    [InlineData("""{ "Routes": [ { "When": { "Service": ["pay*", ""] }, "Tracker": "board" } ] }""",
        "Routes:0:When:Service: holds an empty text, which matches nothing; each must be a text or a glob such as payment-*. Leave it out")]
    [InlineData("""{ "Trackers": { "None": { "Kind": "Folder", "Folder": "x" } } }""",
        "Trackers:None: cannot be called so: as the Tracker of a route, none means")]
    [InlineData("""{ "Trackers": { "board": null } }""", "Trackers: there is none; leave \"board\" in, or add one")]
    // Trackers
    [InlineData("""{ "Trackers": { "x": {} } }""", "Trackers:x:Kind: is missing; it must be Folder, GitHub or Jira")]
    [InlineData("""{ "Trackers": { "bord": { "Folder": "x" } } }""",
        "Trackers:bord:Kind: is missing; it must be Folder, GitHub or Jira (or did you mean the tracker board?)")]
    [InlineData("""{ "Trackers": { "x": { "Kind": "Githib" } } }""",
        "Trackers:x:Kind: \"Githib\" is not right; it must be Folder, GitHub or Jira; did you mean GitHub?")]
    [InlineData("""{ "Trackers": { "x": "GitHub" } }""", "Trackers:x: must hold keys between { and }")]
    [InlineData("""{ "Trackers": { "a b": { "Kind": "Folder", "Folder": "z" } } }""", "Trackers:a b: a tracker's name may hold only letters, digits")]
    [InlineData("""{ "Trackers": { "b2": { "Kind": "Folder", "Folder": "data/board/" } } }""",
        "Trackers:b2: is the same place as Trackers:board: @/data/board; a place needs one tracker")]
    [InlineData("""{ "Trackers": { "g": { $GitHub }, "h": { $GitHub, "Repository": "ACME/X", "BaseUrl": "https://api.github.com/" } } }""",
        "Trackers:h: is the same place as Trackers:g: https://api.github.com/acme/x")]
    [InlineData("""{ "Trackers": { "g": { "Kind": "GitHub", "Token": "tttttttt" } } }""",
        "Trackers:g:Repository: is missing; it must be owner/name, such as acme/payments")]
    [InlineData("""{ "Trackers": { "g": { $GitHub, "repository": null } } }""", "Trackers:g:repository: is given twice (case is ignored); keep one")]
    [InlineData("""{ "Trackers": { "g": { "Kind": "GitHub", "Repository": "acme", "Token": "tttttttt" } } }""",
        "Trackers:g:Repository: \"acme\" is not right; it must be owner/name")]
    [InlineData("""{ "Trackers": { "g": { "Kind": "GitHub", "Repository": "https://github.com/a/b", "Token": "tttttttt" } } }""",
        "Trackers:g:Repository: \"https://github.com/a/b\" is not right")]
    [InlineData("""{ "Trackers": { "g": { "Kind": "GitHub", "Repository": "acme/x" } } }""",
        "Trackers:g:Token: is missing; set Token, TokenFile or App:{ClientId, InstallationId, PrivateKeyFile}")]
    [InlineData("""{ "Trackers": { "g": { $GitHub, "App": { "ClientId": "c", "InstallationId": 1, "PrivateKeyFile": "key.pem" } } } }""",
        "Trackers:g:App: is set, and Trackers:g:Token as well; keep one of the two")]
    [InlineData("""{ "Trackers": { "g": { "Kind": "GitHub", "Repository": "acme/x", "App": { "ClientId": "c", "PrivateKeyFile": "key.pem" } } } }""",
        "Trackers:g:App:InstallationId: is missing; an App needs ClientId, InstallationId and PrivateKeyFile")]
    [InlineData("""{ "Trackers": { "g": { "Kind": "GitHub", "Repository": "acme/x", "App": { "ClientId": "c", "InstallationId": 1, "PrivateKeyFile": "no.pem" } } } }""", "Trackers:g:App:PrivateKeyFile: there is no file \"@/no.pem\"")]
    [InlineData("""{ "Trackers": { "g": { "Kind": "GitHub", "Repository": "acme/x", "App": { "ClientId": "c", "InstallationId": 1, "PrivateKeyFile": "plain.txt" } } } }""", "Trackers:g:App:PrivateKeyFile: the file \"@/plain.txt\" holds no private key in PEM form")]
    [InlineData("""{ "Trackers": { "g": { $GitHub, "BaseUrl": "api.github.com" } } }""",
        "Trackers:g:BaseUrl: \"api.github.com\" is not right; it must be an absolute http or https address")]
    [InlineData("""{ "Trackers": { "g": { $GitHub, "BaseUrl": "ftp://x" } } }""", "Trackers:g:BaseUrl: \"ftp://x\" is not right")]
    [InlineData("""{ "Trackers": { "g": { $GitHub, "BaseUrl": "https://me:hunter22@x" } } }""", "Trackers:g:BaseUrl: \"https://***@x\" is not right")]
    [InlineData("""{ "Trackers": { "g": { $GitHub, "DeadlineIn": "Fields" } } }""",
        "Trackers:g:DeadlineIn: \"Fields\" is not right; it must be Auto, Field, Milestone or Body; did you mean Field?")]
    [InlineData("""{ "Trackers": { "g": { $GitHub, "Labels": ["ok", " "] } } }""", "Trackers:g:Labels:1: \" \" cannot be a label; it must not be empty")]
    [InlineData("""{ "Trackers": { "j": { $Jira, "Labels": ["two words"] } } }""",
        "Trackers:j:Labels:0: \"two words\" cannot be a label; Jira takes no spaces in one")]
    [InlineData("""{ "Trackers": { "j": { $Jira, "Resolutions": { "Deferred": "later" } } } }""",
        "Trackers:j:Resolutions:Deferred: \"later\" is not right; it must be done, wont_do or duplicate")]
    [InlineData("""{ "Trackers": { "j": { $Jira, "Resolutions": { "Deferred": "open" } } } }""",
        "Trackers:j:Resolutions:Deferred: \"open\" is not right; it must be done, wont_do or duplicate")]
    [InlineData("""{ "Trackers": { "j": { $Jira, "Statuses": { "Parked": "parked" } } } }""",
        "Trackers:j:Statuses:Parked: \"parked\" is not right; it must be open, in_progress, done, wont_do or duplicate")]
    [InlineData("""{ "Trackers": { "j": { $Jira, "Priorities": { "P7": "Low" } } } }""", "Trackers:j:Priorities:P7: \"P7\" is not a priority")]
    [InlineData("""{ "Trackers": { "j": { "Kind": "Jira", "Project": "OPS", "Email": "a@b.c", "Token": "tttttttt" } } }""",
        "Trackers:j:BaseUrl: is missing; it must be an absolute http or https address")]
    [InlineData("""{ "Trackers": { "j": { "Kind": "Jira", "BaseUrl": "https://x.y", "Email": "a@b.c", "Token": "tttttttt" } } }""",
        "Trackers:j:Project: is missing; it must be the project's key, such as OPS")]
    [InlineData("""{ "Trackers": { "j": { "Kind": "Jira", "BaseUrl": "https://x.y", "Project": "My project", "Email": "a@b.c", "Token": "tttttttt" } } }""",
        "Trackers:j:Project: \"My project\" is not right")]
    [InlineData("""{ "Trackers": { "j": { "Kind": "Jira", "BaseUrl": "https://x.y", "Project": "OPS", "Email": "a@b.c" } } }""",
        "Trackers:j:Token: is missing; set Token or TokenFile")]
    [InlineData("""{ "Trackers": { "j": { "Kind": "Jira", "BaseUrl": "https://x.y", "Project": "OPS", "Token": "tttttttt" } } }""",
        "Trackers:j:Email: is missing; Deployment Cloud needs the address of the token's account")]
    // People and channels
    [InlineData("""{ "People": { "Alice": {} } }""", "People:Alice: \"Alice\" is not right; the key must be an e-mail address, such as alice@example.com")]
    [InlineData("""{ "People": { "a@b.c": { "Manager": "the boss" } } }""", "People:a@b.c:Manager: \"the boss\" is not right; it must be an e-mail address")]
    [InlineData("""{ "People": { "a@b.c": { "Backup": "A@b.c" } } }""", "People:a@b.c:Backup: is \"A@b.c\", the person's own address")]
    [InlineData("""{ "People": { "a@b.c": { "Channel": "Slak" } } }""",
        "People:a@b.c:Channel: \"Slak\" is not right; it must be Email, Slack, Teams, Comment or None; did you mean Slack?")]
    [InlineData("""{ "People": { "a@b.c": { "Channel": "slack" } } }""",
        "People:a@b.c:Channel: is Slack, but Channels:Slack:Token is not set; set it, or choose another channel")]
    [InlineData("""{ "Channels": { "Email": { "Host": "smtp.x", "User": "me" } } }""", "Channels:Email:Password: is missing; Channels:Email:User is \"me\"")]
    [InlineData("""{ "Channels": { "Email": { "Host": "smtp.x", "Password": "hunter22" } } }""",
        "Channels:Email:User: is missing; Channels:Email:Password is set")]
    [InlineData("""{ "Channels": { "Email": { "User": "me", "Password": "hunter22" } } }""",
        "Channels:Email:Host: is missing; Channels:Email:User is \"me\", and without a host mails become files")]
    [InlineData("""{ "Channels": { "Email": { "Host": "smtp.x:25" } } }""", "Channels:Email:Host: \"smtp.x:25\" is not right; it must be a host name")]
    [InlineData("""{ "Channels": { "Email": { "From": "nobody" } } }""", "Channels:Email:From: \"nobody\" is not right; it must be an e-mail address")]
    [InlineData("""{ "Channels": { "Slack": { "BaseUrl": "/api" } } }""", "Channels:Slack:BaseUrl: \"/api\" is not right")]
    [InlineData("""{ "Channels": { "Teams": { "Url": "hooks.example.com/hunter22" } } }""",
        "Channels:Teams:Url: is not right; it must be the absolute https address that the Teams workflow shows")]
    [InlineData("""{ "Reminding": { "Orphans": "team" } }""", "Reminding:Orphans: \"team\" is not right; it must be an e-mail address")]
    [InlineData("""{ "Reminding": { "Report": ["a@b.c", "x"] } }""", "Reminding:Report:1: \"x\" is not right; it must be an e-mail address")]
    [InlineData("""{ "Channels": { "Email": { "Host": "smtp.x", "User": "me", "Password": "hunter22", "StartTls": false } } }""",
        "Channels:Email:StartTls: is false, so the password would travel in the clear")]
    [InlineData("""{ "Channels": { "Email": { "Host": "smtp.x", "User": "me", "Token": "hunter22", "Tls": "none" } } }""",
        "Channels:Email:Tls: is None, so the token would travel in the clear; set Channels:Email:Tls to StartTls or Implicit")]
    [InlineData("""{ "Channels": { "Email": { "Host": "smtp.x", "Tls": "Starttls1" } } }""",
        "Channels:Email:Tls: \"Starttls1\" is not right; it must be None, StartTls or Implicit; did you mean StartTls?")]
    [InlineData("""{ "Channels": { "Email": { "Host": "smtp.x", "User": "me", "Password": "hunter22", "Token": "hunter23" } } }""",
        "Channels:Email:Token: is set, and Channels:Email:Password as well; a login takes one of the two")]
    [InlineData("""{ "Channels": { "Email": { "Host": "smtp.x", "Token": "hunter22" } } }""", "Channels:Email:User: is missing; Channels:Email:Token is set")]
    [InlineData("""{ "Channels": { "Slack": { "BaseUrl": "http://slack.example/api", "Token": "hunter22" } } }""",
        "Channels:Slack:BaseUrl: is http, so the token would travel in the clear")]
    [InlineData("""{ "Channels": { "Teams": { "Url": "http://teams.example/x?sig=hunter22" } } }""",
        "Channels:Teams:Url: is http, so whoever is on the way could post, too")]
    [InlineData("""{ "Dashboard": { "Urls": "localhost:5080" } }""", "Dashboard:Urls: \"localhost:5080\" is not right; it must be http://host:port")]
    [InlineData("""{ "Dashboard": { "Urls": "http://127.0.0.1:1;https://x" } }""", "Dashboard:Urls: \"http://127.0.0.1:1;https://x\" is not right")]
    // Still to come
    [InlineData("""{ "Ledger": { "Provider": "postgres", "ConnectionString": "Data Source=x.db" } }""",
        "Ledger:ConnectionString: is not one of PostgreSQL; it must be such as Host=db;Database=actionsync;Username=actionsync")]
    [InlineData("""{ "Ledger": { "Provider": "postgres", "ConnectionString": "Database=actionsync" } }""",
        "Ledger:ConnectionString: names no server; Ledger:Provider Postgres needs Host=SERVER (for a file set Ledger:Provider to Sqlite)")]
    public void One_mistake_is_one_problem_that_says_what_would_be_right(string json, string problem)
    {
        _place.Write("key.pem", "-----BEGIN PRIVATE KEY-----").Write("plain.txt", "hello")
            .Config(json.Replace("$GitHub", GitHub).Replace("$Jira", Jira)
                .Replace(GitHub + ", \"Repository\"", "\"Kind\": \"GitHub\", \"Token\": \"tttttttt\", \"Repository\""));

        var told = _place.Problem();

        Assert.StartsWith(problem.Replace("@/", ""), told);
        Assert.DoesNotContain("hunter22", told);
    }

    [Theory]
    [InlineData("Ledger:Provdr", "x", "Ledger:Provdr: is not a known key; did you mean Ledger:Provider? [environment variable ACTIONSYNC_Ledger__Provdr]")]
    [InlineData("Foo", "x", "Foo: is not a known key; known here are Data, Intake, Files, Ledger")]
    [InlineData("Reminding:At:1", "09:00", "Reminding:At:0: is missing; the entries of a list are numbered from 0 without a gap")]
    [InlineData("Reminding:Priorities", "P1,P7",
        "Reminding:Priorities:1: \"P7\" is not right; it must be P0, P1, P2, P3 or P4 [environment variable ACTIONSYNC_Reminding__Priorities]")]
    [InlineData("Routes", "board", "Routes: must be a list")]
    [InlineData("Intake::Folder", "x", "ACTIONSYNC_Intake____Folder: names no key; between levels stand exactly two underscores")]
    public void A_variable_is_named_in_its_problem(string key, string value, string problem)
    {
        _place.Env(key, value);

        Assert.StartsWith(problem, _place.Problem());
    }

    [Fact]
    public void Variables_that_contradict_each_other_are_named()
    {
        _place.Env("Reminding:At", "09:00").Env("Reminding:At:0", "10:00").Variable("ACTIONSYNC_Data", "a").Variable("ACTIONSYNC_DATA", "b");

        var problems = _place.Load().Problems.Select(problem => problem.ToString()).ToList();

        Assert.Contains("Reminding:At:0: is set beside environment variable ACTIONSYNC_Reminding__At, which sets the whole; keep one of the two [environment variable ACTIONSYNC_Reminding__At__0]", problems);
        Assert.Contains("Data: is also set by environment variable ACTIONSYNC_DATA; keep one of the two [environment variable ACTIONSYNC_Data]", problems);
        Assert.Equal(2, problems.Count);
    }

    [Theory]
    [InlineData("{ \"Data\": nhunter22 }", "my.json: is not valid JSON at line 1, column 12")]
    [InlineData("{\n\"Data\": \"x\"", "my.json: is not valid JSON at line 2")]
    [InlineData("[]", "my.json: holds no JSON object")]
    [InlineData("", "my.json: is not valid JSON at line 1, column 1")]
    public void A_file_that_cannot_be_understood_is_a_problem_without_its_text(string text, string problem)
    {
        _place.Config(text);

        Assert.StartsWith(problem, _place.Problem());
        Assert.DoesNotContain("hunter22", _place.Problem());
    }

    [Fact]
    public void A_config_file_that_is_not_there_is_a_problem() =>
        Assert.Equal("no/such.json: there is no such file", _place.ConfigFile("no/such.json").Problem());

    [Fact]
    public void A_config_file_that_is_a_folder_is_a_problem()
    {
        Directory.CreateDirectory(_place["folder"]);

        Assert.StartsWith("folder: cannot be read", _place.ConfigFile("folder").Problem());
    }

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_their_keys()
    {
        _place.Config("""{ "Schedule": { "MaxTrackers": 0 }, "Intake": { "Rescn": 1, "Settle": "x" }, "Trackers": { "g": { "Kind": "GitHub" } } }""");

        var report = ConfigurationReport.Lines(_place.Load().Problems);

        Assert.Equal("The configuration has 5 problems:", report[0]);
        Assert.Equal(["Intake:Rescn", "Intake:Settle", "Schedule:MaxTrackers", "Trackers:g:Repository", "Trackers:g:Token"],
            report.Skip(1).Select(line => line.Trim()[..line.Trim().IndexOf(": ")]));
        Assert.EndsWith($"[{_place["my.json"]}]", report[1]);
    }

    [Fact]
    public void Postgres_without_a_connection_string_is_told_what_it_needs()
    {
        _place.Env("Ledger:Provider", "Postgres");

        Assert.Contains(_place.Load().Problems,
            problem => problem.Key == "Ledger:ConnectionString" && problem.Text.StartsWith("is missing; Ledger:Provider Postgres needs one"));
    }
}
