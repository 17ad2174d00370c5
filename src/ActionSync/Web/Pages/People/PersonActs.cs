using System.Globalization;
using ActionSync.Reminders;

namespace ActionSync.Web.Pages.People;

/// <summary>What can be done for a person on their page; each answers with what to say if it was not done, and null if it was.</summary>
internal sealed class PersonActs(Mutes mutes)
{
    public async Task<string?> MuteAsync(string address, MuteForm form, string by, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(form.Reason))
            return "Say why: whoever stands in reads it.";
        if (!DateOnly.TryParseExact(form.Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            return "Choose the day on which messages come again.";
        return await mutes.MuteAsync(address, until, form.Reason, by, cancellationToken) is MuteOutcome.Refused(var reason)
            ? $"Nothing was changed: {reason}." : null;
    }

    public async Task<string?> EndAsync(string address, string by, CancellationToken cancellationToken) =>
        await mutes.EndAsync(address, by, cancellationToken) is MuteOutcome.Refused(var reason) ? $"Nothing was changed: {reason}." : null;
}

/// <summary>How long somebody shall be left in peace, and why, as it was typed.</summary>
internal sealed class MuteForm
{
    /// <summary>yyyy-MM-dd.</summary>
    public string? Until { get; set; }
    public string? Reason { get; set; }
}
