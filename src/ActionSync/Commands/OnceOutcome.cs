using ActionSync.Configuration;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Planning;
using ActionSync.Sync;

namespace ActionSync.Commands;

/// <summary>What a pass of <c>once</c> came to.</summary>
internal sealed class OnceOutcome(StartArguments start)
{
    private const int MostAdvice = 3;
    private const int Indent = 2;

    private readonly List<PlanCounts> _plans = [];
    private readonly HashSet<string> _held = [];
    private readonly HashSet<string> _said = [];
    private readonly AdviceTally _advice = new();
    private bool _rejected;
    private bool _left;
    private bool _acted;

    public IReadOnlyList<PlanCounts> Plans => _plans;

    /// <summary>The incidents for which a document waits, where this pass has said so.</summary>
    public IReadOnlySet<string> Held => _held;

    /// <summary>What is advised about several documents and was told of one.</summary>
    public IEnumerable<string> RepeatedAdvice => _advice.Repeated;

    public ExitCode ExitCode => _rejected ? ExitCode.Rejected : _left ? ExitCode.Left : ExitCode.Done;

    /// <summary>Nothing came in, nothing was done, and nothing is left to do.</summary>
    public bool IsIdle => !_acted && !_left && !_rejected;

    /// <summary>Something was done that is told elsewhere.</summary>
    public void Act() => _acted = true;

    public void Add(ImportResult result)
    {
        _acted |= result is not ImportResult.Left { MayBeDocument: false };
        switch (result)
        {
            case ImportResult.Accepted(var source, var plans) accepted:
                // Of a file that is gone, this is the only time that it can be said.
                DocumentMessages.Unread(source, accepted.Unread, accepted.Path is { } path ? start.Command("check", path) : null);
                TellAdvice(accepted, [.. plans.SelectMany(plan => plan.Advice).Where(IsMistake).OrderBy(advice => advice.Rank).ThenBy(advice => advice.Line)]);
                _plans.AddRange(plans);
                break;
            case ImportResult.Rejected(var source, var parsed):
                _rejected = true;
                DocumentMessages.Rejected(source, parsed);
                break;
            case ImportResult.Behind(var source):
                Leave($"{source}: an earlier document of its incident could not be taken in whole; it waits for that one.");
                break;
            case ImportResult.Held(var source, var incident, var why, _):
                _held.Add(incident);
                Leave($"{source} {why}");
                break;
            case ImportResult.Left { MayBeDocument: true } left:
                Leave($"{left.Source} {left.Why}");
                break;
            case ImportResult.Unreadable(var source, var reason):
                Leave($"{source}: {reason}");
                break;
            case ImportResult.Unusable(var source, var reason):
                Leave($"{source}: {reason}");
                break;
        }
    }

    /// <summary>What a visit to a tracker brought; what people did there is in the log.</summary>
    public void Add(VisitReport visit)
    {
        _acted |= visit.Read.Changed + visit.Published.Created + visit.Published.Adopted + visit.Published.Updated > 0;
        foreach (var problem in visit.Problems)
            Leave(problem);
    }

    /// <summary>What its author probably meant otherwise; what depends on the configuration is said of all documents together.</summary>
    private static bool IsMistake(Advice advice) =>
        advice.Why is Advice.UnreadKey or Advice.UnknownSeverity or Advice.UnknownOwner or Advice.DefaultDeadline;

    private void TellAdvice(ImportResult.Accepted accepted, IReadOnlyList<Advice> advice)
    {
        List<Advice> news = [.. advice.Where(one => _advice.IsNew(accepted.Source, one))];
        foreach (var one in news.Take(MostAdvice))
        {
            DocumentMessages.Advise(accepted.Source, one, accepted.Lines);
            _advice.Tell(accepted.Source, one);
        }
        if (news.Count > MostAdvice)
            Terminal.Message($"{accepted.Source}: {news.Count - MostAdvice} more: {All(accepted)}", Indent);
    }

    /// <summary>Where all of the advice is to be read: the file may be gone from where it lay.</summary>
    private string All(ImportResult.Accepted accepted) =>
        accepted.Path is { } path ? start.Command("check", path) : $"see \"advice\" in {accepted.Receipt}";

    /// <summary>Something stays undone; <paramref name="why"/> is a sentence with a next step, which is said once however many come upon it.</summary>
    public void Leave(string why)
    {
        _left = true;
        if (_said.Add(why))
            Terminal.Message(why);
    }
}
