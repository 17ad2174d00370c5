using System.CommandLine;
using ActionSync.Hosting;
using ActionSync.Items;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;

namespace ActionSync.Commands;

/// <summary><c>mute PERSON --until DAY</c>: nothing is sent to somebody for some days, on record.</summary>
internal static class MuteCommand
{
    private static readonly Argument<string?> Person = new("PERSON")
    {
        Description = "An e-mail address, or a name that stands under People.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<DateOnly?> Until = TimeArguments.Day("--until", "The day on which messages come again, yyyy-MM-dd.");

    private static readonly Option<string> Reason = new("--reason") { Description = "Why; whoever stands in reads it.", HelpName = "TEXT" };

    private static readonly Option<bool> End = new("--end") { Description = "From now on messages come again." };

    private static readonly Option<bool> List = new("--list") { Description = "Who is muted, until when and why." };

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command(
            "mute", "Send nothing to somebody until a day; their P0 and P1 items go to their backup, else their manager, else Reminding:Orphans.")
        {
            Person, Until, Reason, End, List,
        };
        command.Validators.Add(result =>
        {
            var ways = new[] { result.GetResult(Until) is not null, result.GetValue(End), result.GetValue(List) }.Count(way => way);
            if (ways != 1 || (result.GetValue(Person) is null) != result.GetValue(List))
                result.AddError("Say mute PERSON --until DAY, mute PERSON --end, or mute --list.");
        });
        command.SetAction((arguments, _) => arguments.GetValue(List)
            ? CommandContext.ShowAsync(arguments, config, ListAsync)
            : CommandContext.RunAsync(arguments, config, (context, cancel) => ChangeAsync(context, arguments, cancel)));
        return command;
    }

    private static async Task<ExitCode> ChangeAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        await context.Get<StartupChecks>().OpenAsync(cancellationToken);
        var (mutes, person) = (context.Get<Mutes>(), arguments.GetRequiredValue(Person)!);
        switch (arguments.GetValue(Until) is { } until
            ? await mutes.MuteAsync(person, until, arguments.GetValue(Reason), CommandContext.Actor, cancellationToken)
            : await mutes.EndAsync(person, CommandContext.Actor, cancellationToken))
        {
            case MuteOutcome.Muted muted:
                Terminal.Paragraph($"{muted.Person} is muted until {muted.Until:yyyy-MM-dd}.");
                if (muted.StandIn is { } standIn)
                    Terminal.Paragraph($"Until then {standIn} is asked about their P0 and P1 items.");
                else if (muted.IsKnown)
                    Terminal.Message(
                        $"Nobody stands in for {muted.Person}: until then nobody hears of their P0 and P1 items. " +
                        $"Set Backup or Manager of People:{muted.Person}, or Reminding:Orphans.");
                if (!muted.IsKnown)
                    Terminal.Message(
                        $"{muted.Person} owns no open item and stands nowhere in the configuration{(muted.Nearest is { } near ? $"; did you mean {near}?" : ": check the spelling.")} " +
                        $"mute {muted.Person} --end takes it back.");
                return ExitCode.Done;
            case MuteOutcome.Ended(var ended):
                Terminal.Paragraph($"{ended} is muted no longer.");
                return ExitCode.Done;
            case MuteOutcome.Refused(var reason):
                Terminal.Message($"Nothing was changed: {reason}.");
                return ExitCode.Rejected;
            default:
                throw new InvalidOperationException("Somebody is muted, not muted any more, or it is refused.");
        }
    }

    private static async Task<ExitCode> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var silent = await context.Ledger.IsThereAsync(cancellationToken) ? await MutedAsync(context, cancellationToken) : [];
        var always = context.Options.People.Where(person => person.Value.Channel == PersonOptions.NoChannel)
            .Select(person => $"{person.Key}  always: People:{person.Key}:Channel is None");
        string[] lines = [.. silent, .. always.Order(StringComparer.Ordinal)];
        foreach (var line in lines.DefaultIfEmpty("Nobody is muted."))
            Terminal.Paragraph(line);
        return ExitCode.Done;
    }

    private static async Task<IEnumerable<string>> MutedAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await context.Get<StartupChecks>().LookAsync(cancellationToken);
        var mutes = await context.Get<Mutes>().InForceAsync(cancellationToken);
        return mutes.OrderBy(mute => mute.Key, StringComparer.Ordinal).Select(mute => $"{mute.Key}  {Until(mute.Value)}, {Why(mute.Value)}");

        static string Until(Mute mute) => (mute.Until, mute.StillUpTo) switch
        {
            (var day, { } least) when day == Mute.Endless => $"for what is less urgent than {least}",
            (var day, _) => $"until {day:yyyy-MM-dd}",
        };

        static string Why(Mute mute) => $"by {Actor.NameOf(mute.By)}{(mute.Reason is { } reason ? $": {reason}" : "")}";
    }
}
