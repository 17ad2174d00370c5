using System.Text.RegularExpressions;
using ActionSync.Testing;

namespace ActionSync.Tests.Architecture;

/// <summary>One name for one thing, and the field's or the framework's name: what was called otherwise once is not declared again.</summary>
public sealed partial class GlossaryTests
{
    /// <summary>The names that were given up, with the ones that took their place.</summary>
    private static readonly (string[] Was, string Is)[] Names =
    [
        (["Opening", "WorkerStart", "Clockwork"], "StartupChecks, WorkerService, SchedulerHost"),
        (["VisitHints", "NightlyMemory", "ProblemMemory"], "WebhookVisits, MissedNightlyCheck, ProblemLog"),
        (["LedgerWork", "Undoing", "Over"], "LedgerTransaction, RollbackExtensions, OverwriteMode"),
        (["TakingIn", "TakenIn", "TakenFile", "GivenFiles"], "DocumentImporter, ImportResult, ClaimedFile, FileArguments"),
        (["Wrote", "Echo", "Shown", "Sending"], "LastWritten, ReadBack, Current, InFlight"),
        (["Adopting", "Meet", "Stick", "Settling", "SecondLook"], "Adopter, FirstSync, RecordFailure, UnknownCreateResolver, DoubleRead"),
        (["IssueMemory", "Sightings", "IsOurSlip", "Strays"], "SnapshotMerge, RefreshApplier, IsOurDuplicate, UnknownMarkers"),
        (["Promise", "Promised", "GaveUp", "ItemTrace", "PlanTrace"], "CreateIntent, MarkSending, Abandon, ItemEvents, PlanEvents"),
        (["ReminderBooks", "Told", "ItemGate", "Foretell", "LostAnswer"], "ReminderJournal, ReminderTally, ReminderEligibility, KnownOutcome, TransportErrors"),
        (["Imposture", "Flaw", "Plausible", "Meant"], "NotFromService, Invalid, ResponseValidation, Canonical"),
        (["Surroundings", "Marks", "IssueShelf", "Recollection"], "RepositoryCache, MarkerLabels, MarkerIndex, ReceiptRestore"),
        (["Moments", "LogToPeople"], "TimeArguments, AddHumanConsole"),
        (["Bench", "Scene", "Playbill", "Desk", "Sheet", "Crew", "Lies"],
            "Harness, Scenario, ScenarioTable, DocumentSource, Document, Workers, ResponseCorruption"),
    ];

    [Fact]
    public void No_declaration_bears_a_name_that_was_given_up() => Assert.Empty(
        Repository.Sources().SelectMany(file => Declared(file.Text).Select(name => (file.Path, Name: name, Is: InsteadOf(name))))
            .Where(found => found.Is is not null).Select(found => $"{found.Path} declares {found.Name}; the names for that are {found.Is}."));

    [Theory]
    [InlineData("internal sealed class Clockwork(int x);", "Clockwork")]
    [InlineData("    public async Task<bool> MeetAsync(ITracker tracker)", "MeetAsync")]
    [InlineData("    private static readonly TimeSpan Settling = TimeSpan.Zero;", "Settling")]
    [InlineData("    public IReadOnlyList<string> Told => _told;", "Told")]
    [InlineData("internal enum Over\n{", "Over")]
    public void A_declaration_is_seen(string code, string name)
    {
        Assert.Contains(name, Declared(code));
        Assert.NotNull(InsteadOf(name));
    }

    [Theory]
    [InlineData("    var told = Told(list);")]
    [InlineData("    // the Clockwork of old")]
    public void A_use_or_a_word_is_no_declaration(string code) => Assert.Empty(Declared(code));

    private static string? InsteadOf(string name) =>
        Names.FirstOrDefault(names => names.Was.Contains(name.EndsWith("Async", StringComparison.Ordinal) ? name[..^"Async".Length] : name)).Is;

    private static IEnumerable<string> Declared(string text) =>
        Declaration().Matches(text).Select(match => match.Groups["type"].Success ? match.Groups["type"].Value : match.Groups["member"].Value);

    [GeneratedRegex(
        @"^[^/""\n]*\b(class|record struct|record|struct|enum|interface) (?<type>\w+)"
        + @"|^\s+((public|private|internal|protected|static|readonly|const|override|virtual|abstract|async|sealed|required|partial|new)\s+)+[\w<>\[\]?,.() ]+?\s(?<member>\w+)\s*(?=[({;=]|=>)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Declaration();
}
