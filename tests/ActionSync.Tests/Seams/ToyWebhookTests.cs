using System.Net;
using System.Security.Cryptography;
using System.Text;
using ActionSync.Items;
using ActionSync.Testing;

namespace ActionSync.Tests.Seams;

/// <summary>The webhooks of a kind of tracker that the program does not know.</summary>
public sealed class ToyWebhookTests
{
    private const string Secret = "a-shared-secret";

    private readonly string _shelf = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task What_a_signed_webhook_tells_of_is_read_long_before_the_next_poll()
    {
        await using var worker = await HostedWorker.StartAsync(TimeProvider.System, place => place.Env("Refreshing:Poll", "01:00:00").Config($$"""
            {
              "Trackers": { "toys": { "Kind": "Toy", "Shelf": "{{_shelf}}" } },
              "Routes": [{ "Tracker": "toys" }],
              "Dashboard": { "ToyWebhookSecret": "{{Secret}}" }
            }
            """), Toys.Listed);
        worker.Drop("note.toy", "INC-7: The queue ran over\nAlert on the length of the queue; alice@company.com; P1; 2024-02-01");
        await worker.HasStateAsync("INC-7", "open");
        ToyTracker.On(_shelf).Single().Change(TimeProvider.System.GetUtcNow(), shown => shown with { State = ItemState.Done });

        Assert.Equal(
            (HttpStatusCode.Unauthorized, "The header X-Toy-Signature must hold sha256= and the body's HMAC with the secret of Dashboard:ToyWebhookSecret.\n"),
            await SendAsync(worker, "another secret"));
        Assert.Equal((HttpStatusCode.Accepted, "Visiting toys.\n"), await SendAsync(worker, Secret));

        await worker.HasStateAsync("INC-7", "done");
    }

    private async Task<(HttpStatusCode, string)> SendAsync(HostedWorker worker, string secret)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{worker.Url}/webhooks/toys")) { Content = new StringContent(_shelf) };
        request.Headers.Add(
            "X-Toy-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(_shelf)))}");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
