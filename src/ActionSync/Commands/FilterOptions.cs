using System.CommandLine;
using ActionSync.Listing;

namespace ActionSync.Commands;

/// <summary>The options that choose items, for every command that lists them.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string[]> _owner = Several("--owner", "PERSON", "Only items of this owner: an address, a name, a part of one, or nobody.");
    private readonly Option<string[]> _team = Several("--team", "NAME", "Only items of this group (Groups), or nobody for items of none.");
    private readonly Option<bool> _overdue = new("--overdue") { Description = "Only items past their deadline." };
    private readonly Option<string[]> _priority = Several("--priority", "P", "Only these priorities: P1, P0,P2 or P0..P2.");
    private readonly Option<string[]> _incident = Several("--incident", "ID", "Only items of this incident; the beginning of an id means all that begin so.");
    private readonly Option<string[]> _state = Several(
        "--state", "STATE", "Only items in this state: pending, unknown, open, in_progress, done, wont_do, duplicate, missing.");
    private readonly Option<string[]> _tracker = Several("--tracker", "NAME", "Only items of this tracker.");
    private readonly Option<bool> _open = new("--open") { Description = "Only what is left to do." };
    private readonly Option<string[]> _search = Several(
        "--search", "WORD", "Only items with all these words in their title, their key, or their incident's id or title.");

    /// <summary>Makes the options those of a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_owner, _team, _overdue, _open, _priority, _incident, _state, _tracker, _search])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (ItemFilterWords.Priorities(result.GetValue(_priority) ?? [], out var noPriority) is null)
                result.AddError(noPriority);
            if (ItemFilterWords.States(result.GetValue(_state) ?? [], out var noState) is null)
                result.AddError(noState);
        });
    }

    public ItemFilter Read(ParseResult arguments) => new()
    {
        Owners = arguments.GetValue(_owner) ?? [],
        Teams = arguments.GetValue(_team) ?? [],
        Overdue = arguments.GetValue(_overdue),
        Priorities = ItemFilterWords.Priorities(arguments.GetValue(_priority) ?? [], out _)!,
        Incidents = arguments.GetValue(_incident) ?? [],
        States = ItemFilterWords.States(arguments.GetValue(_state) ?? [], out _)!,
        OnlyOpen = arguments.GetValue(_open),
        Search = arguments.GetValue(_search) is { Length: > 0 } words ? string.Join(' ', words) : null,
        Trackers = [.. (arguments.GetValue(_tracker) ?? []).SelectMany(ItemFilterWords.Parts)],
    };

    private static Option<string[]> Several(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, AllowMultipleArgumentsPerToken = true };
}
