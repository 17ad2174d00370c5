using ActionSync.Configuration;
using ActionSync.People;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Policy;
using ActionSync.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Contracts;

/// <summary>A stand-in for Slack, and the client and the channel of its bot.</summary>
internal sealed class SlackStandIn : IDisposable
{
    public const string LookUp = "/api/users.lookupByEmail";
    public const string Post = "/api/chat.postMessage";
    public const string Test = "/api/auth.test";

    public static readonly DateTimeOffset Now = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public StandInServer Server { get; } = new();

    /// <summary>A message to somebody of whom only the address is known.</summary>
    public static Digest Message(string address = "alice@example.com") =>
        new() { To = new Recipient(address, "Alice"), Day = new DateOnly(2024, 1, 16), Sequence = 1, PlannedAt = Now, Entries = [] };

    public SlackClient Client() => new(Options, _http, new FakeClock(Now), NullLogger.Instance);

    public SlackChannel Channel() => new(
        Options, new PeopleDirectory(new Dictionary<string, PersonOptions>()), _http, new FakeClock(Now), NullLogger<SlackChannel>.Instance);

    public void Dispose()
    {
        Server.Dispose();
        _http.Dispose();
    }

    private SlackOptions Options => new() { BaseUrl = $"{Server.Url}/api/", Token = new Secret("xoxb-secret") };
}
