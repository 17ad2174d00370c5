using ActionSync.Documents;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Commands;

/// <summary>A document that was looked at.</summary>
/// <param name="File">As the command line names it.</param>
/// <param name="Format">The word for its format; null where there is none.</param>
/// <param name="Parsed">What it says, before defaults.</param>
/// <param name="Incidents">The incidents that would be taken in, with their tickets told apart; empty where anything is wrong.</param>
/// <param name="Warnings">What was not taken as it stands there.</param>
internal sealed record CheckedFile(
    string File, string? Format, ParsedFile Parsed, IReadOnlyList<IncidentDocument> Incidents, IReadOnlyList<Warning> Warnings)
{
    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<Advice> Advice { get; init; } = [];

    public bool IsRejected => Parsed.Problems.Count > 0;

    /// <summary>The documents behind the arguments, each looked at.</summary>
    public static IAsyncEnumerable<CheckedFile> ReadAllAsync(
        CommandContext context, IReadOnlyList<string> files, string? name, CancellationToken cancellationToken) =>
        DocumentInput.ReadAllAsync(context, files, name, cancellationToken)
            .Select(read => Of(read.File.Label, read.Format, read.Parsed, context.Get<ItemTickets>()));

    public static CheckedFile Of(string file, string? format, ParsedFile parsed, ItemTickets tickets)
    {
        // Whoever mends what is wrong mends what was not understood, too.
        List<Warning> warnings =
        [
            .. parsed.Read.Select(tickets.Read).SelectMany(incident => incident.Warnings)
                .Where(warning => !IsElsewhere(warning, tickets)).OrderBy(warning => warning.Line),
        ];
        return new CheckedFile(file, format, parsed, [.. parsed.OfIncidents().Incidents.Select(tickets.Read)], warnings)
        {
            Advice = parsed.WhyNone is { } why ? [new Advice(1, Items.Advice.NoIncident, $"{file} {why}")] : [],
        };
    }

    /// <summary>A number that no configured tracker could mean is a ticket of another house, as the advice says.</summary>
    private static bool IsElsewhere(Warning warning, ItemTickets tickets) =>
        warning.Why == Warning.UnreadTicket && tickets.TrackersOf(warning.Text).Count == 0;

    /// <summary>The file with more advice.</summary>
    public CheckedFile With(IEnumerable<Advice> more) => this with { Advice = [.. Advice.Concat(more).OrderBy(advice => advice.Line)] };

    /// <summary>Where an item of this file begins; null where it is of another one.</summary>
    public int? LineOf(LedgerItem item) =>
        Incidents.FirstOrDefault(incident => incident.Incident.Id == item.IncidentId) is { } document
            && document.LineOf(item.Position) is var line and > 0 ? line : null;
}
