using System.Net;
using System.Text.RegularExpressions;

namespace ActionSync.Testing;

/// <summary>Somebody who follows links of messages in a browser without script: it keeps cookies, and follows no redirect by itself.</summary>
internal sealed partial class LinkReader : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, UseProxy = false });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<LinkAnswer> GetAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await SendAsync(request);
    }

    /// <summary>Presses the button of a page that was opened.</summary>
    public async Task<LinkAnswer> PressAsync(string address, LinkAnswer page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([.. Hidden().Matches(page.Text)
                .Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)))]),
        };
        return await SendAsync(request);
    }

    /// <summary>Opens a page and presses its button.</summary>
    public async Task<LinkAnswer> ConfirmAsync(string address) => await PressAsync(address, await GetAsync(address));

    public async Task<LinkAnswer> SendAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request, Token);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Token), answer.Headers.Location?.ToString());
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)" ?/?>""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Hidden();
}

internal sealed record LinkAnswer(HttpStatusCode Status, string Text, string? Location);
