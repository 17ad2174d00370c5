using ActionSync.People;

namespace ActionSync.Reminders.Policy;

/// <param name="Plan">What is sent at the moment that was asked about.</param>
/// <param name="SentBefore">How many messages are taken to have gone out at the slots until then.</param>
internal sealed record Forecast(ReminderPlan Plan, int SentBefore);

/// <summary>
/// What the policy decides at a moment to come, if nothing changes: each slot on a day before is taken to have run, and what it sends to have arrived, so that
/// nobody is shown a message that an earlier one stands for.
/// </summary>
internal sealed class ReminderForecast(RemindingOptions options, PeopleDirectory people, ReminderPolicy policy)
{
    // Some months; what was told longer ago than that changes nothing that is told now.
    private const int MostSlots = 200;

    private readonly ReminderSlots _slots = new(options, people);

    /// <param name="facts">As they are now.</param>
    public Forecast At(DateTimeOffset moment, ReminderFacts facts)
    {
        var sent = 0;
        foreach (var slot in _slots.BeforeDayOf(facts.Now, moment).TakeLast(MostSlots))
        {
            var plan = policy.Plan(facts with { Now = slot.At, Zones = slot.Zones });
            facts = facts.After(plan.Digests);
            sent += plan.Digests.Count;
        }
        return new(policy.Plan(facts with { Now = moment }), sent);
    }
}
