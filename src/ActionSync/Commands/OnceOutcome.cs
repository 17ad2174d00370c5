using ActionSync.Intake;
using ActionSync.Planning;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary>What a pass of <c>once</c> came to.</summary>
internal sealed class OnceOutcome
{
    private readonly List<PlanCounts> _plans = [];
    private readonly HashSet<string> _held = [];
    private bool _rejected;
    private bool _left;

    public IReadOnlyList<PlanCounts> Plans => _plans;

    /// <summary>The incidents for which a document waits, where this pass has said so.</summary>
    public IReadOnlySet<string> Held => _held;

    public ExitCode ExitCode => _rejected ? ExitCode.Rejected : _left ? ExitCode.Left : ExitCode.Done;

    public void Add(ImportResult result)
    {
        switch (result)
        {
            case ImportResult.Accepted(var source, var plans) accepted:
                if (accepted.Unread is { } unread)
                    Console.Error.WriteLine(TextProfile.Terminal.Line($"{source} {unread}"));
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

    /// <summary>Something stays undone; <paramref name="why"/> is a sentence with a next step.</summary>
    public void Leave(string why)
    {
        _left = true;
        Console.Error.WriteLine(TextProfile.Terminal.Line(why));
    }
}
