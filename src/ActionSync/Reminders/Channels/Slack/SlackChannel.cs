using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.People;
using ActionSync.Reminders.Policy;
using ActionSync.Text;

namespace ActionSync.Reminders.Channels.Slack;

/// <summary>
/// Direct messages in Slack: the member is found by e-mail or configured, and written to. Who is who in Slack is asked anew for each message, so that
/// nothing is sent to somebody who left since.
/// </summary>
internal sealed class SlackChannel(SlackOptions options, PeopleDirectory people, HttpClient http, TimeProvider clock, ILogger<SlackChannel> logger)
    : IReminderChannel
{
    // A check of more would meet Slack's own limit of look-ups in a minute.
    private const int MostLookedUp = 20;
    private const string LookUpScope = "users:read.email";
    private static readonly string[] Scopes = ["chat:write", LookUpScope];

    private readonly SlackClient _slack = new(options, http, clock, logger);

    public string Name => SlackKind.Name;

    public bool RepeatsHarmlessly => false;

    public bool WritesFiles => false;

    public string? Unsuited(Digest digest) => null;

    public async Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken)
    {
        var id = digest.To.AccountOf(SlackKind.Account);
        if (id is null)
        {
            var found = await _slack.LookUpAsync(digest.To.Address, cancellationToken);
            if (Refusal(found, digest.To.Address) is { } refusal)
                return refusal;
            id = SlackMember.In(found)!.Id;
        }
        var posted = await _slack.PostAsync(SlackDigest.Render(DigestView.Of(digest), id), cancellationToken);
        // A message that was posted has a time stamp, which is its name.
        if (posted.Ok && posted.Json.Member("ts").Text() is { Length: > 0 })
            return new SendOutcome.Sent($"{id} ({digest.To.Address})");
        if (posted.Ok)
            return new SendOutcome.Unknown($"Slack answered with {SlackAnswer.Foreign("it says ok, and names no message").Error}");
        return posted.IsUnknown ? new SendOutcome.Unknown($"Slack's answer was lost ({posted.Error})") : NotSent(posted, digest);
    }

    public async Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        var answer = await _slack.TestAsync(cancellationToken);
        if (!answer.Ok)
            return Bad(answer);
        if (answer.Json.Member("user_id").Text() is not { Length: > 0 } || answer.Json.Member("team_id").Text() is not { Length: > 0 })
            return Bad(SlackAnswer.Foreign("auth.test names neither user_id nor team_id"));
        var who = $"{Word(answer, "user")} in {Word(answer, "team")}";
        if (answer.Scopes is { } scopes && Scopes.Except(scopes).ToList() is { Count: > 0 } missing)
            return new Finding(
                Good: false, Name, $"the token is {who}'s, but lacks {string.Join(" and ", missing)}", Advice(new SlackAnswer(false, "missing_scope")));
        // Nobody has this address, and only who may look people up is told so.
        var nobody = await _slack.LookUpAsync("nobody@actionsync.invalid", cancellationToken);
        if (nobody is { Ok: false, Error: not "users_not_found" })
            return Bad(nobody);
        var may = $"the token is {who}'s and may look people up{(answer.Scopes is null ? "; whether it may write to them (chat:write) shows with the first message" : " and write to them")}";
        var strangers = await StrangersAsync(cancellationToken);
        return strangers.Count == 0
            ? new Finding(Good: true, Name, may)
            : new Finding(Good: false, Name, $"{may}, but {string.Join("; ", strangers)}",
                "Correct People:<address>:Slack, or choose another Channel for them; until then they are reminded another way.");
    }

    /// <summary>Those of the people whose channel this is who cannot be written to, each with the reason.</summary>
    private async Task<List<string>> StrangersAsync(CancellationToken cancellationToken)
    {
        var strangers = new List<string>();
        foreach (var person in people.All.Where(p => p is { Channel: SlackKind.Name, Left: false } && p.AccountOf(SlackKind.Account) is null)
            .Take(MostLookedUp))
        {
            switch (Refusal(await _slack.LookUpAsync(person.Address, cancellationToken), person.Address))
            {
                case SendOutcome.Unreachable unreachable:
                    strangers.Add(unreachable.Reason);
                    break;
                case SendOutcome.Limited:
                    return strangers;
            }
        }
        return strangers;
    }

    /// <summary>Why the person who was looked up is not written to; null where they are.</summary>
    private static SendOutcome? Refusal(SlackAnswer found, string address) => SlackMember.In(found) switch
    {
        _ when !found.Ok => NotSent(found, address),
        null => new SendOutcome.Failed($"Slack answered with {SlackAnswer.Foreign("the member it found has no id").Error}"),
        { Email: { } email } when !email.Equals(address, StringComparison.OrdinalIgnoreCase) =>
            new SendOutcome.Failed($"Slack was asked for {address} and answered with somebody else"),
        { IsDeactivated: true } member => new SendOutcome.Unreachable($"{address} ({member.Id}) is deactivated in Slack"),
        { IsBot: true } member => new SendOutcome.Unreachable($"{address} ({member.Id}) is a bot in Slack"),
        _ => null,
    };

    private static SendOutcome NotSent(SlackAnswer answer, Digest digest) => NotSent(answer, digest.To.AccountOf(SlackKind.Account) ?? digest.To.Address);

    private static SendOutcome NotSent(SlackAnswer answer, string member) => answer switch
    {
        { Until: { } until } => new SendOutcome.Limited("Slack's rate limit", until),
        { Error: "user_disabled" } => new SendOutcome.Unreachable($"{member} is deactivated in Slack ({answer.Error})"),
        { Error: "users_not_found" or "user_not_found" or "user_not_visible" or "channel_not_found" or "is_archived" or "cannot_dm_bot" } =>
            new SendOutcome.Unreachable($"Slack has no member {member} who can be written to ({answer.Error})"),
        _ => new SendOutcome.Failed($"{Sentence(answer)}. {Advice(answer)}"),
    };

    /// <summary>What Slack said, in our words.</summary>
    internal static string Sentence(SlackAnswer answer) => answer.Missing is { } missing ? $"Slack {missing.Why}"
        : answer.IsForeign ? $"Slack answered with {answer.Error}"
        : $"Slack refuses: {answer.Error}{(answer.Needed is null ? "" : $" (it needs {answer.Needed})")}";

    private Finding Bad(SlackAnswer answer) =>
        new(Good: false, Name, answer.Until is null ? Sentence(answer) : "Slack's rate limit is reached; it could not be asked", Advice(answer));

    private static string Word(SlackAnswer answer, string member) =>
        answer.Json.Member(member).Text() is { Length: > 0 } word ? TextProfile.Slack.Plain(word, TextProfile.NameLimit) : $"({member} not told)";

    internal static string Advice(SlackAnswer answer) => answer.Error switch
    {
        _ when answer.Missing is { } missing => missing.Advice.Length > 0 ? missing.Advice : "Check Channels:Slack:BaseUrl and the network.",
        _ when answer.IsForeign => "Check Channels:Slack:BaseUrl, and whether a proxy or a policy answers in Slack's place.",
        "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "account_inactive" => "Put a valid bot token into Channels:Slack:Token.",
        "missing_scope" or "not_allowed_token_type" => $"Give the app the scopes {LookUpScope} and chat:write, and install it again.",
        "messages_tab_disabled" => "Turn on the app's Messages Tab in Slack.",
        "ratelimited" or "rate_limited" => "Ask again in a minute.",
        _ => "See https://docs.slack.dev/reference/methods/chat.postMessage for the word.",
    };
}
