using ActionSync.Configuration;

namespace ActionSync.Trackers.Folder;

/// <summary>The entry of the folder in the list of tracker kinds.</summary>
internal static class FolderKind
{
    public static TrackerKind Entry { get; } = new(
        "Folder", KindFactory<ITracker>.Of<FolderOptions>((services, options) => ActivatorUtilities.CreateInstance<FolderTracker>(services, options)));
}
