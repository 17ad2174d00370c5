using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;

namespace ActionSync.Commands;

/// <summary><c>open ITEM</c>: where its issue is, and in a browser where there is one.</summary>
internal static class OpenCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var name = ItemArgument.Make();
        var command = new Command("open", "Print the address of an item's issue, and open it where somebody sits before a screen.") { name };
        command.SetAction((arguments, _) =>
            CommandContext.ShowAsync(arguments, config, (context, cancel) => OpenAsync(context, arguments.GetValue(name)!, cancel)));
        return command;
    }

    private static async Task<ExitCode> OpenAsync(CommandContext context, string name, CancellationToken cancellationToken)
    {
        var (meant, code) = await ItemArgument.FindAsync(context, name, cancellationToken);
        if (meant is null)
            return code;
        if (meant.Item.Url is not { } url)
        {
            Terminal.Message($"{meant.Short} has no issue yet; actionsync item {meant.Short} says where it stands.");
            return ExitCode.Rejected;
        }
        Terminal.Line(url);
        if (!Console.IsOutputRedirected && Opener() is { } opener && Uri.TryCreate(url, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp || address.IsFile))
            Start(opener, address.AbsoluteUri);
        return ExitCode.Done;
    }

    /// <summary>The program that shows an address; null where there is no screen to show it on.</summary>
    private static string? Opener() =>
        OperatingSystem.IsMacOS() ? "open"
        : OperatingSystem.IsWindows() ? "explorer"
        : new[] { "DISPLAY", "WAYLAND_DISPLAY" }.Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))) ? "xdg-open"
        : null;

    private static void Start(string opener, string address)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(opener, [address])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            });
        }
        catch (Win32Exception e)
        {
            Terminal.Message($"It cannot be opened here ({opener}: {e.Message}); the address is above.");
        }
    }
}
