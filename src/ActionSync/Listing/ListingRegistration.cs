using ActionSync.Ledger;

namespace ActionSync.Listing;

/// <summary>Registers the lists of items. They need the reminding stage's snoozes.</summary>
internal static class ListingRegistration
{
    public static IServiceCollection AddListing(this IServiceCollection services) => services
        .AddSingleton<ItemFinder>()
        .AddSingleton<FilterHints>()
        .AddSingleton<ItemDescriber>()
        .AddSingleton<ItemListing>()
        .AddSingleton<ItemIndex>()
        .AddSingleton<IItemIndex>(services => services.GetRequiredService<ItemIndex>())
        .AddSingleton<ItemIndexUpkeep>()
        .AddSingleton<ItemPages>()
        .AddSingleton<ItemCounts>();
}
