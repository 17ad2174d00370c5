using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Tests.Trackers.GitHub;
using ActionSync.Tests.Trackers.Jira;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers;

/// <summary>Whatever happens to a create on its way: it is posted once, and what it says of itself is rightly a no, a limit or unknown.</summary>
public sealed class CreateFaultTests
{
    private const string Unknown = nameof(CreateOutcome.Unknown);
    private const string Refused = nameof(CreateOutcome.Refused);
    private const string Deferred = nameof(CreateOutcome.Deferred);

    // Long enough for a busy machine, short enough for one that waits in vain.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(0.8);

    /// <summary>As each service words a refusal.</summary>
    private const string No = """{"message":"No","errorMessages":["No"],"errors":{}}""";

    private static readonly Row[] Rows =
    [
        new("answer lost", Fault.LoseAnswer(), Unknown, IsMade: true),
        new("500 after", Fault.Code(500, Moment.After), Unknown, IsMade: true),
        new("502 before", Fault.Code(502), Unknown),
        new("reset", Fault.ResetConnection(), Unknown),
        new("hang after", Fault.HangForever(), Unknown, IsMade: true),
        new("hang before", Fault.HangForever(Moment.Before), Unknown),
        new("stalled body", new Fault.Stalled(), Unknown, IsMade: true),
        new("cut", new Fault.CutShort(), Unknown, IsMade: true),
        new("half JSON", new Fault.HalfJson(), Unknown, IsMade: true),
        new("HTML before", Fault.Html(201), Unknown),
        new("HTML after", Fault.Html(201, Moment.After), Unknown, IsMade: true),
        new("HTML with 200", Fault.Html(200, Moment.After), Unknown, IsMade: true),
        new("empty", Fault.Code(201, Moment.After, ""), Unknown, IsMade: true),
        new("{}", Fault.Code(201, Moment.After, "{}"), Unknown, IsMade: true),
        new("null", Fault.Code(201, Moment.After, "null"), Unknown, IsMade: true),
        new("301 elsewhere", Elsewhere(301), Unknown),
        new("302 elsewhere", Elsewhere(302), Unknown),
        new("307 elsewhere", Elsewhere(307), Unknown),
        new("308 elsewhere", Elsewhere(308), Unknown),
        new("301 here", Here(301), Unknown, IsMade: true),
        new("302 here", Here(302), Unknown, IsMade: true),
        new("303 here", Here(303), Unknown, IsMade: true),
        new("401", Fault.Code(401, body: No), nameof(TrackerFault.Unauthorised)),
        new("403", Fault.Code(403, body: No), nameof(TrackerFault.Forbidden)),
        new("404", Fault.Code(404, body: No), nameof(TrackerFault.NotFound)),
        new("410", Fault.Code(410, body: No), nameof(TrackerFault.NotFound)) { InJira = Refused },
        new("422", Fault.Code(422, body: No), Refused),
        new("429", Fault.Limited(429, 60), Deferred),
    ];

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var service in (string[])["GitHub", nameof(JiraMode.Cloud), nameof(JiraMode.DataCenter)])
            {
                foreach (var row in Rows)
                    all.Add(service, row.Name);
            }
            return all;
        }
    }

    public static TheoryData<string> Services => ["GitHub", nameof(JiraMode.Cloud), nameof(JiraMode.DataCenter)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_create_is_posted_once_and_says_rightly_what_became_of_it(string service, string fault)
    {
        var row = Rows.Single(r => r.Name == fault);
        await using var stage = await StageAsync(service);
        stage.Faults.Next("POST", stage.Path, row.Fault);

        Assert.Equal(stage.IsJira ? row.InJira ?? row.Becomes : row.Becomes, await BecomesAsync(stage, TestContext.Current.CancellationToken));

        Assert.Equal(0, stage.Faults.Waiting);
        await Eventually.IsTrue(() => stage.Posts() == 1, "the one POST is in the log");
        Assert.Equal(row.IsMade ? 1 : 0, stage.Made());
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_create_that_is_given_up_under_way_is_unknown(string service)
    {
        using var stop = new CancellationTokenSource();
        await using var stage = await StageAsync(service);
        stage.Faults.Next("POST", stage.Path, new Fault.Meanwhile(_ => stop.CancelAsync()));

        Assert.Equal(Unknown, await BecomesAsync(stage, stop.Token));

        Assert.Equal((1, 1), (stage.Posts(), stage.Made()));
    }

    private static Fault.Answer Elsewhere(int status) => Fault.Code(status, body: "") with
    {
        Headers = new Dictionary<string, string> { ["Location"] = "https://elsewhere.example/issues" }
    };

    /// <summary>To an address of the same host, at which a GET would show what was done.</summary>
    private static Fault.Answer Here(int status) => Fault.Code(status, Moment.After, "") with
    {
        Headers = new Dictionary<string, string> { ["Location"] = "?page=1" }
    };

    private static async Task<string> BecomesAsync(Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            return Assert.Single(await stage.Tracker.CreateAsync([SomeDraft.Of()], cancellationToken)).GetType().Name;
        }
        catch (TrackerException refused) when (!refused.PerhapsDone)
        {
            return refused.Fault.ToString();
        }
    }

    private static async Task<Stage> StageAsync(string service)
    {
        if (service == "GitHub")
        {
            var github = await GitHubStage.SetAsync();
            return new Stage(github.Tracker(timeLimit: TimeLimit), github.GitHub.Faults, "/issues", IsJira: false,
                () => github.GitHub.Log.Count("POST", "/issues"), () => github.Repository.Everything.Count, github);
        }
        var jira = await JiraHarness.StartAsync(Enum.Parse<JiraMode>(service));
        jira.Restart(TimeLimit);
        return new Stage(jira.Tracker, jira.Faults, "/issue/bulk", IsJira: true, () => jira.BulkCreates, () => jira.Issues.Count, jira);
    }

    /// <param name="IsMade">The service carried it out, whatever it answered.</param>
    private sealed record Row(string Name, Fault Fault, string Becomes, bool IsMade = false)
    {
        /// <summary>Where it differs there.</summary>
        public string? InJira { get; init; }
    }

    private sealed record Stage(ITracker Tracker, Faults Faults, string Path, bool IsJira, Func<int> Posts, Func<int> Made, IAsyncDisposable Service)
        : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
