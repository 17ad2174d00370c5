namespace ActionSync.Reminders.Delivery;

/// <summary>What may go out now.</summary>
internal enum SendingHours
{
    /// <summary>Everything: a slot has just come, or somebody asked for it.</summary>
    Open,

    /// <summary>Only what is written to files; whatever would disturb people waits.</summary>
    FilesOnly,
}
