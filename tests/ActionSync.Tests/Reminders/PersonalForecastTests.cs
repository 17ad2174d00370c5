using ActionSync.Hosting;
using ActionSync.Testing.Reminders;

namespace ActionSync.Tests.Reminders;

public sealed class PersonalForecastTests : PersonalForecastContract
{
    /// <summary>As it is by default.</summary>
    internal override Task ConfigureAsync(ActionSyncOptions options) => Task.CompletedTask;
}
