using ActionSync.Items;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.Folder;
using Microsoft.Extensions.Logging;

namespace ActionSync.Tests.Trackers.Folder;

/// <summary>A board in a folder of its own, with a clock long after its files, and a person who may edit while we write.</summary>
public sealed class BoardFixture : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly Interrupting _logger = new();

    private readonly TimeZoneInfo _zone;

    internal BoardFixture(TimeZoneInfo? zone = null)
    {
        _zone = zone ?? TimeZoneInfo.Utc;
        Tracker = NewTracker();
    }

    internal FolderTracker Tracker { get; private set; }
    internal FakeClock Clock { get; } = new(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    internal string Folder => _temp["board"];
    internal string Root => _temp.Path;

    /// <summary>What a person does between our reading and our writing; once.</summary>
    internal Action? Meanwhile { set => _logger.Meanwhile = value; }

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal FolderTracker NewTracker(string? folder = null) =>
        Tracker = new FolderTracker(new FolderOptions { Name = "board", Folder = folder ?? Folder }, _zone, Clock, _logger);

    internal string PathOf(IssueRef issue) => Path.Combine(Folder, issue.Number);

    internal string Read(IssueRef issue) => File.ReadAllText(PathOf(issue));

    /// <summary>Edits as a person does, at a later time than whatever is there.</summary>
    internal void Edit(IssueRef issue, string from, string to)
    {
        var text = Read(issue);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf(issue), text.Replace(from, to, StringComparison.Ordinal));
    }

    internal async Task<IssueSnapshot> Create(IssueDraft? draft = null) =>
        Assert.IsType<CreateOutcome.Created>(Assert.Single(await Tracker.CreateAsync([draft ?? Draft()], Cancel))).Issue;

    internal async Task<IssueSnapshot> Update(IssueRef issue, IssuePatch patch) =>
        Assert.IsType<ReadOutcome.Found>(await Tracker.UpdateAsync(issue, patch, Cancel)).Issue;

    internal async Task<IssueSnapshot> ReadBack(IssueRef issue) => Assert.IsType<ReadOutcome.Found>(await Tracker.ReadAsync(issue, Cancel)).Issue;

    internal static IssueDraft Draft(string title = "Add connection pool alerting", int position = 1, string incident = "INC-2024-0142")
    {
        var key = $"{incident}/{title}";
        return new IssueDraft
        {
            Key = key,
            ShortName = $"{incident}/{position}",
            Marker = Marker.Of("test", key),
            Title = title,
            Owner = "alice@company.com",
            Priority = Priority.P1,
            Deadline = Deadline.On(new DateOnly(2024, 1, 22)),
            Type = "detection",
            Position = position,
            Incident = new IncidentBrief
            {
                Id = incident,
                Title = "Payment Service Degradation",
                Severity = "SEV1",
                Service = "payment-gateway",
                DeclaredAt = new DateTimeOffset(2024, 1, 15, 14, 23, 0, TimeSpan.Zero),
                ResolvedAt = new DateTimeOffset(2024, 1, 15, 16, 45, 0, TimeSpan.Zero),
                RootCause = "ORM 3.2.0 opened 3x more connections per request",
                Impact = [new("Affected users", "12500")],
            },
        };
    }

    public void Dispose() => _temp.Dispose();

    /// <summary>The tracker says when it is about to write; that is the person's moment.</summary>
    private sealed class Interrupting : ILogger<FolderTracker>
    {
        public Action? Meanwhile { get; set; }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var act = Meanwhile;
            Meanwhile = null;
            act?.Invoke();
        }
    }
}
