using System.Net.Mime;
using System.Security.Cryptography;

namespace ActionSync.Web.Pages.Frame;

/// <summary>
/// A file that every page needs, embedded in the program. Its address holds its content's hash, so that browsers keep it for good and see a new one at once.
/// </summary>
internal sealed class Asset
{
    private const int HashLength = 12;
    private readonly byte[] _content;
    private readonly string _mediaType;

    private Asset(string name, string mediaType)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream($"ActionSync.Web.Pages.Frame.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded in the program.");
        _content = new byte[stream.Length];
        stream.ReadExactly(_content);
        _mediaType = mediaType;
        Path = $"/assets/{Convert.ToHexStringLower(SHA256.HashData(_content))[..HashLength]}/{name}";
    }

    public static Asset Style { get; } = new("style.css", MediaTypeNames.Text.Css);

    public static Asset Script { get; } = new("comfort.js", MediaTypeNames.Text.JavaScript);

    public static Asset Icon { get; } = new("icon.svg", MediaTypeNames.Image.Svg);

    public static IReadOnlyList<Asset> All { get; } = [Style, Script, Icon];

    /// <summary>Where it is asked for, without the prefix of a proxy.</summary>
    public string Path { get; }

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = _mediaType.StartsWith("text/", StringComparison.Ordinal) ? $"{_mediaType}; charset=utf-8" : _mediaType;
        context.Response.ContentLength = _content.Length;
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(_content, context.RequestAborted);
    }
}
