using Quartz;

namespace ActionSync.Scheduling;

/// <summary>A trigger that fires again and again as time passes, so that its silence is a fault.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Scheduler">The scheduler that it belongs to.</param>
/// <param name="Key">Its key there.</param>
/// <param name="Every">How often it fires.</param>
/// <param name="Part">The part of the worker that does its work then.</param>
internal sealed record WatchedTrigger(string Name, string Scheduler, TriggerKey Key, TimeSpan Every, string Part);
