using ActionSync.Configuration;
using ActionSync.Configuration.Binding;

namespace ActionSync.Links;

/// <summary>Whoever has one link can try keys against it as long as they like, so a key must not be a word.</summary>
internal static class LinkKeyCheck
{
    public const int ShortestKey = 32;

    public static void Run(Secret? key, Findings findings)
    {
        if (key is not null && SecretFile.Lines(key.Reveal()).Any(line => line.Length < ShortestKey))
            findings.Add(LinkSettings.KeyName,
                $"has a line of fewer than {ShortestKey} characters, which whoever has one link could find by trying; use a random one, such as openssl rand -base64 32 prints");
    }
}
