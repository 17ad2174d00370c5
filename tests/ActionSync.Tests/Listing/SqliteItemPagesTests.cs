using ActionSync.Hosting;
using ActionSync.Testing.Listing;

namespace ActionSync.Tests.Listing;

public sealed class SqliteItemPagesTests : ItemPagesContract
{
    internal override Task ConfigureAsync(ActionSyncOptions options) => Task.CompletedTask;
}
