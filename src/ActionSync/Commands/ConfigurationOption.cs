using System.CommandLine;
using ActionSync.Hosting;

namespace ActionSync.Commands;

/// <summary>Which file is laid over the shared configuration, for every command.</summary>
internal sealed class ConfigurationOption : Option<string?>
{
    /// <param name="catalog">What the program is made of, which decides the known keys.</param>
    public ConfigurationOption(Catalog catalog) : base("--config")
    {
        Catalog = catalog;
        Description = "A configuration file laid over config/appsettings.json; environment variables (ACTIONSYNC_...) come last.";
        HelpName = "FILE";
        Recursive = true;
    }

    /// <summary>Names another data folder, over every file and variable.</summary>
    public Option<string?> Data { get; } = new("--data")
    {
        Description = "The folder of ledger, archive, board, drop folder and outbox (Data), where they are not configured one by one.",
        HelpName = "DIR",
        Recursive = true,
    };

    public Catalog Catalog { get; }
}
