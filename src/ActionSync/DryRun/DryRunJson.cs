using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.People;
using ActionSync.Text;

namespace ActionSync.DryRun;

/// <summary>What a pass would do, for programs; names and their order are a contract. What is not known, or not there, is null.</summary>
/// <param name="Items">In the order of the documents.</param>
/// <param name="Trackers">Those where something would be created.</param>
/// <param name="Rejected">The files that would be rejected.</param>
/// <param name="Waiting">The files that would not be taken in now.</param>
internal sealed record DryRunJson(
    IReadOnlyList<DryRunJsonItem> Items, DryRunJsonTotals Totals, IReadOnlyList<DryRunJsonTracker> Trackers, IReadOnlyList<DryRunJsonRejected> Rejected,
    IReadOnlyList<DryRunJsonWaiting> Waiting, IReadOnlyList<DryRunJsonAdvice> Advice, IReadOnlyList<DryRunJsonUnassigned> Unassigned)
{
    private static readonly DryRunJsonContext Json = new(new JsonSerializerOptions(DryRunJsonContext.Default.Options)
    {
        // For people too: letters of every script stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(DryRunPlan plan, DryRunResult result, Assignability people) => HarmlessJson.Of(JsonSerializer.Serialize(new DryRunJson(
        [.. result.Items.Select(DryRunJsonItem.Of)],
        DryRunJsonTotals.Of(result.Totals, result.HasWork),
        [.. result.Trackers.Select(t => new DryRunJsonTracker(t.Tracker.Name, t.Tracker.Place.ToString(), t.Trouble, t.Hold))],
        [.. plan.Rejected.Select(source => new DryRunJsonRejected(source.Name, [.. source.Problems.Select(DryRunJsonProblem.Of)]))],
        [.. plan.Waiting.Select(waiting => new DryRunJsonWaiting(waiting.File, waiting.Why))],
        [.. plan.Advice.Select(advice => DryRunJsonAdvice.Of(advice.File, advice.Incident, advice.Advice))],
        [.. result.Unassigned.Select(one => new DryRunJsonUnassigned(
            one.Owner, one.Tracker, one.Items, one.Why, people.Entries([(one.Owner, one.Tracker)]) is [var entry] ? entry : null))]), Json.DryRunJson));
}

/// <param name="Action">create, adopt, follow, link, record, update, rename, withdraw, keep or wait.</param>
/// <param name="Wait">For wait: no-route, confirm, cap, tracker, refused or no-answer.</param>
/// <param name="Place">The server and repository, project or folder.</param>
/// <param name="Assignee">The account in the tracker; null for nobody, and where it is not known.</param>
/// <param name="IsKnown">For create: the tracker was asked, so that assignee, labels and the like are what it would get.</param>
/// <param name="Issue">The address of its issue: the one that it has, that was found or that the document names.</param>
/// <param name="Short">The shortest name that every command will take for it.</param>
/// <param name="Defaults">The fields that hold a default, since the document says nothing of them.</param>
internal sealed record DryRunJsonItem(
    string Incident, string IncidentTitle, string Key, string Title, string Action, string? Wait, string? WaitReason, string? Tracker, string? Place,
    string? Owner, string? Assignee, string? AssigneeName, string? WhyUnassigned, string Priority, string? TrackerPriority, string? Deadline,
    string? DeadlineIn, IReadOnlyList<string>? Labels, IReadOnlyList<string>? Makes, IReadOnlyList<string>? Remarks, bool? IsKnown, string? Issue,
    string? Follower, IReadOnlyList<string> Defaults, IReadOnlyList<string> Links, IReadOnlyList<DryRunJsonChange> Changes, string Short)
{
    public static DryRunJsonItem Of(DryRunItem entry)
    {
        var (item, create) = (entry.Item, entry.Create);
        return new DryRunJsonItem(
            entry.Incident.Id, entry.Incident.Title, item.Key, create?.Title ?? item.Fields.Title.Desired ?? item.Title, Word(entry.Action.ToString()),
            entry.Wait is { } wait ? Word(wait.ToString()) : null, entry.WaitReason, item.Tracker, entry.Place?.ToString(), item.Owner, create?.Assignee,
            create?.AssigneeName, create?.WhyUnassigned, item.Priority.ToString(), create?.Priority, item.Deadline?.ToWord(), create?.DeadlineIn,
            create?.Labels, create?.Makes, create?.Remarks, entry.Action == DryRunAction.Create ? create is not null : null, entry.Found?.Ref.Url ?? item.Url,
            entry.Follower, [.. item.Defaults.Select(field => field.ToWord())], item.Links,
            [.. entry.Step.Changes.Select(change => new DryRunJsonChange(change.Field, change.From, change.To))], entry.Short);
    }

    public static string Word(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}

internal sealed record DryRunJsonChange(string Field, string? From, string? To);

/// <param name="Create">By the trackers' names.</param>
/// <param name="Wait">By the reason, in the words of the items.</param>
/// <param name="Earlier">Items of documents that were taken in before, which wait to be created too.</param>
/// <param name="Unassigned">Of those to be created and those that wait: somebody owns them, and nobody would be assigned.</param>
/// <param name="Ownerless">Of the same: nobody owns them.</param>
internal sealed record DryRunJsonTotals(
    IReadOnlyDictionary<string, int> Create, int Nobodys, int NotKnown, int Adopt, int Follow, int Link, int Record, int Update, int Rename, int Withdraw,
    int Keep, IReadOnlyDictionary<string, int> Wait, int Earlier, bool HasWork, int Unassigned, int Ownerless)
{
    public static DryRunJsonTotals Of(DryRunTotals t, bool hasWork) => new(
        t.Create, t.Nobodys, t.NotKnown, t.Adopt, t.Follow, t.Link, t.Record, t.Update, t.Rename, t.Withdraw, t.Keep,
        t.Wait.ToDictionary(count => DryRunJsonItem.Word(count.Key.ToString()), count => count.Value), t.Earlier, hasWork, t.Unassigned, t.Ownerless);
}

/// <param name="Trouble">Why it could not be asked.</param>
/// <param name="Hold">Why nothing is created there for now.</param>
internal sealed record DryRunJsonTracker(string Name, string Place, string? Trouble, string? Hold);

internal sealed record DryRunJsonRejected(string File, IReadOnlyList<DryRunJsonProblem> Problems);

internal sealed record DryRunJsonProblem(int Line, int Column, string Path, string Why, string Text)
{
    public static DryRunJsonProblem Of(Problem problem) =>
        new(problem.Line, problem.Column, problem.Path, problem.Why, problem.Sentence);
}

internal sealed record DryRunJsonWaiting(string File, string Why);

/// <param name="Entry">What to paste under <c>People</c>; null where that would not help.</param>
internal sealed record DryRunJsonUnassigned(string Owner, string Tracker, int Items, string? Why, string? Entry);

internal sealed record DryRunJsonAdvice(string Incident, int Line, string Why, string Text, string File, int? Column, string? Path, string? Item)
{
    public static DryRunJsonAdvice Of(string file, string incident, Advice advice) =>
        new(incident, advice.Line, advice.Why, advice.Text, file, advice.Column, advice.Path, advice.Item);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DryRunJson))]
internal sealed partial class DryRunJsonContext : JsonSerializerContext;
