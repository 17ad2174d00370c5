using ActionSync.Configuration;
using ActionSync.Configuration.Binding;

namespace ActionSync.Web;

/// <summary>What must hold across the keys of <c>Dashboard</c>.</summary>
internal static class DashboardOptionsCheck
{
    /// <summary>Shorter keys are found by trying.</summary>
    private const int ShortKey = 16;

    public static void Run(DashboardOptions options, Findings findings)
    {
        if (options.UserHeader is { } header && options.TrustedProxies.Count == 0 && !findings.IsGiven($"Dashboard:{nameof(options.TrustedProxies)}"))
        {
            findings.Add($"Dashboard:{nameof(options.UserHeader)}",
                $"{Wording.Quote(header)} would be believed from anybody; name the proxy's addresses under Dashboard:TrustedProxies");
        }
        if (options.ApiKey is { } key && SecretFile.Lines(key.Reveal()).Any(line => line.Length < ShortKey))
        {
            findings.Notice(key.File is null ? $"Dashboard:{nameof(options.ApiKey)}" : SectionKeys.FileTwin($"Dashboard:{nameof(options.ApiKey)}"),
                $"is shorter than {ShortKey} characters, and so can be guessed; openssl rand -hex 32 makes a good one");
        }
        if (options is { PublicUrl: not null, ApiKey: null, UserHeader: null } && !IsOfThisMachine(options.PublicUrl))
        {
            findings.Notice($"Dashboard:{nameof(options.PublicUrl)}",
                "is another address than this machine's, and without Dashboard:ApiKey or Dashboard:UserHeader nothing is shown there; set one of them");
        }
    }

    private static bool IsOfThisMachine(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback;
}
