namespace ActionSync.Trackers;

/// <param name="CreateBatch">How many drafts one <see cref="ITracker.CreateAsync"/> takes.</param>
/// <param name="SettleUnknown">How long after an intent a listing may still lack what was created.</param>
/// <param name="MaxCreatesPerRun">The cap on creations per pass; null for none.</param>
/// <param name="ListsPresence"><see cref="TrackerChanges.Present"/> is filled on every poll, so deletions show at once.</param>
public sealed record TrackerTraits(int CreateBatch, TimeSpan SettleUnknown, int? MaxCreatesPerRun, bool ListsPresence)
{
    /// <summary>
    /// A command or a page may change and close an issue for whoever asks: whoever runs the program may write there anyway. Elsewhere the service knows its
    /// people and its workflow, and they do it there.
    /// </summary>
    public bool EditsOnCommand { get; init; }

    /// <summary>How long work that was refused again and again waits at most: as long as asking in vain is worth avoiding.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(6);
}
