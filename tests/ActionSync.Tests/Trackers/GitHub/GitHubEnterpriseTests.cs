using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Http;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>GitHubs that are not github.com: an Enterprise server of an older version, and Enterprise Cloud with data residency.</summary>
public sealed class GitHubEnterpriseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_an_Enterprise_server_an_issue_lives_its_whole_life_below_its_base_address()
    {
        await using var stage = await ServerAsync();
        stage.Repository.OpenForeign(250);
        var tracker = Tracker(stage);

        var issue = await stage.CreateAsync(tracker: tracker);
        Assert.Equal($"{stage.GitHub.Url}/acme/ops/issues/{issue.Ref.Id}", issue.Ref.Url);
        Assert.Equal(issue.Ref, tracker.Recognise(issue.Ref.Url));
        Assert.Equal(Deadline.On(new DateOnly(2024, 1, 30)), issue.Deadline);
        Assert.Equal(Priority.P1, issue.Priority);
        Assert.Empty(issue.Remarks);

        stage.Clock.Advance(TimeSpan.FromMinutes(6));
        stage.Repository.OpenForeign(250);
        var contact = await tracker.ListAsync([issue.Ref], Cancel);
        Assert.Equal(issue.Marker, Assert.Single(contact.Issues).Marker);
        Assert.Equal(issue.Marker, Assert.Single(await tracker.FindAsync([issue.Marker!], DateTimeOffset.MinValue.AddDays(1), Cancel)).Marker);
        Assert.Contains(stage.GitHub.Log.All, request => request.Path.StartsWith("/api/v3/repositories/", StringComparison.Ordinal));

        var patch = new IssuePatch
        {
            Title = "Watch the pool",
            Owner = new Change<string>("bob@example.com"),
            Priority = Priority.P2,
            Deadline = new Change<Deadline?>(Deadline.On(new DateOnly(2024, 2, 6))),
        };
        var updated = Found(await tracker.UpdateAsync(issue.Ref, patch, Cancel));
        Assert.Equal(("Watch the pool", "bob@example.com", Priority.P2, patch.Deadline.To), (updated.Title, updated.Owner, updated.Priority, updated.Deadline));
        Assert.Empty(updated.Remarks);
        var note = new IssueNote("t-1", "It is overdue.");
        Found(await tracker.AddNoteAsync(issue.Ref, note, Cancel));
        Found(await tracker.AddNoteAsync(issue.Ref, note, Cancel));
        Assert.Single(Book(stage, issue).Comments);

        Assert.Equal(ItemState.Done, Found(await tracker.UpdateAsync(issue.Ref, new IssuePatch { State = ItemState.Done }, Cancel)).State);
        Assert.Equal("completed", Book(stage, issue).StateReason);
        OnlyBelowTheApi(stage);
    }

    [Fact]
    public async Task On_an_Enterprise_server_a_poll_without_news_is_one_request_answered_304_and_changes_are_found()
    {
        await using var stage = await ServerAsync();
        var tracker = Tracker(stage);
        var issue = await stage.CreateAsync(tracker: tracker);
        var cursor = (await tracker.ListAsync([], Cancel)).Cursor;
        // The first poll learns the page's tag.
        cursor = (await tracker.ChangesAsync(cursor, Cancel)).Cursor;
        stage.GitHub.Log.Clear();

        var quiet = await tracker.ChangesAsync(cursor, Cancel);
        Assert.Empty(quiet.Issues);
        Assert.Equal(304, Assert.Single(stage.GitHub.Log.All).Status);

        stage.Clock.Advance(TimeSpan.FromHours(1));
        stage.Repository.Close(int.Parse(issue.Ref.Id, null), "not_planned");
        stage.Repository.OpenForeign(250);
        var changes = await tracker.ChangesAsync(quiet.Cursor, Cancel);

        Assert.Equal(ItemState.WontDo, Assert.Single(changes.Issues).State);
        Assert.Empty(changes.Problems);
        OnlyBelowTheApi(stage);
    }

    [Fact]
    public async Task On_an_Enterprise_server_that_knows_no_duplicates_one_is_closed_as_not_planned_and_told_by_its_label()
    {
        await using var stage = await ServerAsync();
        var tracker = Tracker(stage);
        var (original, second) = (await stage.CreateAsync(tracker: tracker), await stage.CreateAsync(GitHubStage.Draft(2), tracker));

        var closed = Found(await tracker.UpdateAsync(second.Ref, new IssuePatch { State = ItemState.Duplicate, DuplicateOf = original.Ref }, Cancel));

        Assert.Equal("not_planned", Book(stage, second).StateReason);
        Assert.Contains("duplicate", Book(stage, second).Labels);
        // A twin that was closed once is not closed, and told of, at every look.
        Assert.Equal(ItemState.Duplicate, closed.State);
        Assert.Equal(ItemState.Duplicate, Found(await Tracker(stage).ReadAsync(second.Ref, Cancel)).State);
        Assert.True(Book(stage, original).IsOpen);
        OnlyBelowTheApi(stage);
    }

    [Fact]
    public async Task On_an_Enterprise_server_doctor_is_content_and_says_where_deadlines_go()
    {
        await using var stage = await ServerAsync();
        stage.People.Remove("mallory@example.com");

        var findings = await Tracker(stage).CheckAsync(Cancel);

        Assert.All(findings, finding => Assert.True(finding.Good, finding.ToString()));
        Assert.Equal("goes into the body: the organisation shows no date field \"Target date\"", findings.Single(f => f.Subject == "deadline").Text);
        // Its requests are not limited, so there is nothing to say of a limit.
        Assert.Equal(["token", "repository", "read issues", "write issues", "deadline", "assignees"], findings.Select(finding => finding.Subject));
        OnlyBelowTheApi(stage);
    }

    [Fact]
    public async Task A_base_address_that_lacks_the_path_of_an_Enterprise_servers_API_leads_to_its_login_and_doctor_names_the_right_one()
    {
        await using var stage = await ServerAsync();

        var finding = Assert.Single(await stage.Tracker().CheckAsync(Cancel));

        Assert.False(finding.Good);
        Assert.Contains("text/html instead of JSON", finding.Text, StringComparison.Ordinal);
        Assert.Contains("/api/v3", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Enterprise_server_that_does_not_know_the_version_of_the_API_is_quoted()
    {
        await using var stage = await ServerAsync();
        stage.GitHub.World.Edition = GitHubEdition.EnterpriseServer with { ApiVersions = [] };

        var finding = Assert.Single(await Tracker(stage).CheckAsync(Cancel));

        Assert.False(finding.Good);
        Assert.Contains("\"The version 2022-11-28 is not supported.\"", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_data_residency_the_host_of_the_API_is_asked_and_people_are_shown_the_host_of_the_pages()
    {
        using var authority = new CertificateAuthority();
        using var certificate = authority.Sign("api.acme.ghe.com");
        await using var stage = await GitHubStage.SetAsync(certificate: certificate);
        stage.GitHub.Address = "https://api.acme.ghe.com";
        stage.GitHub.World.SetFields("acme", GitHubField.Defaults);
        stage.Repository.OpenForeign(250);
        var hosts = new List<string>();
        var tracker = stage.Tracker(o => o.BaseUrl = stage.GitHub.Address, network: Known(stage, certificate, hosts));

        var issue = await stage.CreateAsync(tracker: tracker);
        stage.Clock.Advance(TimeSpan.FromMinutes(6));
        stage.Repository.OpenForeign(250);
        Found(await tracker.UpdateAsync(issue.Ref, new IssuePatch { Title = "Watch the pool" }, Cancel));
        Found(await tracker.AddNoteAsync(issue.Ref, new IssueNote("t-1", "It is overdue."), Cancel));
        var cursor = (await tracker.ListAsync([issue.Ref], Cancel)).Cursor;
        var changes = await tracker.ChangesAsync(cursor, Cancel);
        Assert.Single(await tracker.FindAsync([issue.Marker!], DateTimeOffset.MinValue.AddDays(1), Cancel));
        var closed = Found(await tracker.UpdateAsync(issue.Ref, new IssuePatch { State = ItemState.Duplicate }, Cancel));

        Assert.Equal(new TrackerPlace("https://acme.ghe.com", "acme/ops"), tracker.Place);
        Assert.Equal($"https://acme.ghe.com/acme/ops/issues/{issue.Ref.Id}", issue.Ref.Url);
        Assert.Equal(issue.Ref, tracker.Recognise(issue.Ref.Url));
        Assert.Equal("https://acme.ghe.com", (await tracker.IdentifyAsync(null, Cancel))!.Server);
        Assert.Empty(changes.Problems);
        Assert.Equal(ItemState.Duplicate, closed.State);
        Assert.Equal("2024-01-30", Book(stage, issue).Fields[9004]);
        Assert.Equal(["api.acme.ghe.com:443"], hosts.Distinct());
        Assert.All(stage.GitHub.Log.All, request => Assert.DoesNotContain("/api/v3", request.Path, StringComparison.Ordinal));
        Assert.Contains(stage.GitHub.Log.All, request => request.Path.StartsWith("/repositories/", StringComparison.Ordinal));
    }

    private static Task<GitHubStage> ServerAsync() => GitHubStage.SetAsync(GitHubEdition.EnterpriseServer);

    private static GitHubTracker Tracker(GitHubStage stage) => stage.Tracker(o => o.BaseUrl = $"{stage.GitHub.Url}/api/v3");

    private static IssueSnapshot Found(ReadOutcome outcome) => Assert.IsType<ReadOutcome.Found>(outcome).Issue;

    private static GitHubIssue Book(GitHubStage stage, IssueSnapshot issue) => stage.Repository[int.Parse(issue.Ref.Id, null)];

    private static void OnlyBelowTheApi(GitHubStage stage) =>
        Assert.All(stage.GitHub.Log.All, request => Assert.StartsWith("/api/v3/", request.Path, StringComparison.Ordinal));

    /// <summary>A network in which every host is the simulator; it notes which were asked for.</summary>
    private static WholeAnswer Known(GitHubStage stage, X509Certificate2 certificate, List<string> hosts)
    {
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false };
        sockets.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.Thumbprint;
        sockets.ConnectCallback = async (connection, cancellationToken) =>
        {
            lock (hosts)
                hosts.Add($"{connection.DnsEndPoint.Host}:{connection.DnsEndPoint.Port}");
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(stage.GitHub.Url).Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        };
        return new WholeAnswer(1 << 24, TimeSpan.FromSeconds(20)) { InnerHandler = sockets };
    }
}
