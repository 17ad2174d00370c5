using System.Net;
using ActionSync.Testing.Web;

namespace ActionSync.SystemTests.Web;

/// <summary>Asks a worker for its metrics as Prometheus does.</summary>
internal sealed class Scrape(string url) : IDisposable
{
    private readonly HttpClient _http = new();

    public async Task<MetricsText> AsksAsync()
    {
        using var answer = await _http.GetAsync(new Uri($"{url}/metrics"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        return MetricsText.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => _http.Dispose();
}
