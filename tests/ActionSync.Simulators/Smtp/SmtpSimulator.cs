using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ActionSync.Simulators.Smtp;

/// <summary>
/// A mail server on 127.0.0.1: STARTTLS or implicit TLS with a certificate of its own making, AUTH PLAIN, LOGIN and XOAUTH2, refusals, cuts and slowness by
/// script.
/// </summary>
public sealed class SmtpSimulator(TimeProvider clock) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedMail> _inbox = [];
    private readonly List<SmtpFault> _faults = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _sessions = [];
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public int Port { get; private set; }

    /// <summary>Offer STARTTLS, and refuse mail without it.</summary>
    public bool RequireTls { get; init; }

    /// <summary>Speak TLS from the first byte.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>Who may send; null, and no <see cref="TokenLogin"/>, lets everybody.</summary>
    public (string User, string Password)? Login { get; init; }

    /// <summary>Who may send with which OAuth2 access token, by XOAUTH2.</summary>
    public (string User, string Token)? TokenLogin { get; set; }

    /// <summary>Offer SMTPUTF8; without it, addresses outside ASCII are refused.</summary>
    public bool TakesUtf8 { get; init; }

    /// <summary>The certificate that it shows; clients must be told to trust it.</summary>
    public X509Certificate2 Certificate { get; } = MakeCertificate();

    /// <summary>Every mail that was accepted, repeats included, in order.</summary>
    public IReadOnlyList<ReceivedMail> Inbox
    {
        get
        {
            lock (_gate)
                return [.. _inbox];
        }
    }

    /// <summary>What readers see: a repeat with the same Message-ID is dropped.</summary>
    public IReadOnlyList<ReceivedMail> Delivered => [.. Inbox.DistinctBy(m => m.MessageId)];

    /// <summary>How many connections were made.</summary>
    public int Connections { get; private set; }

    /// <summary>The next time that the session gets to this point, this happens.</summary>
    public void Next(SmtpFault fault, int times = 1)
    {
        lock (_gate)
            _faults.AddRange(Enumerable.Repeat(fault, times));
    }

    public Task StartAsync(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port == 0 ? Port : port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
        return Task.CompletedTask;
    }

    /// <summary>Connections are refused from now on; <see cref="StartAsync"/> opens the same port again.</summary>
    public void Stop() => _listener?.Stop();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Stop();
        await _accepting;
        await Task.WhenAll(_sessions);
        _stop.Dispose();
        Certificate.Dispose();
    }

    internal TimeProvider Clock => clock;

    internal SmtpFault? Take(SmtpStep step)
    {
        lock (_gate)
        {
            var at = _faults.FindIndex(f => f.At == step);
            if (at < 0)
                return null;
            var fault = _faults[at];
            _faults.RemoveAt(at);
            return fault;
        }
    }

    internal void Accept(ReceivedMail mail)
    {
        lock (_gate)
            _inbox.Add(mail);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync(_stop.Token);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            Connections++;
            _sessions.Add(ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            await using var session = new SmtpSession(this, client.GetStream());
            try
            {
                await session.RunAsync(_stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException
                or SocketException)
            {
                // The client went away, or does not trust us; either is its right.
            }
            if (session.Cut)
                client.Client.Close(0);
        }
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var authority = new CertificateAuthority();
        return authority.Sign("localhost", "127.0.0.1");
    }
}

/// <summary>Points of a session at which something can go wrong.</summary>
public enum SmtpStep
{
    Greeting,
    Auth,
    Recipient,

    /// <summary>The mail is complete, and not yet accepted.</summary>
    BeforeAccept,

    /// <summary>The mail is accepted, and the client was not told yet.</summary>
    AfterAccept,
}

/// <summary>What happens at a point: an answer instead of the usual one, a wait before it, or a cut.</summary>
/// <param name="Answer">As in "451 4.3.0 try later"; null with <paramref name="Cut"/>.</param>
public sealed record SmtpFault(SmtpStep At, string? Answer = null, bool Cut = false, TimeSpan Wait = default);

/// <summary>One mail as it came in: envelope and raw text.</summary>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Raw, bool Encrypted, string? User)
{
    public string? MessageId => Header("Message-ID");

    /// <summary>A header as it stands, unfolded; null where there is none.</summary>
    public string? Header(string name) =>
        Headers().FirstOrDefault(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    /// <summary>The names of all headers of the mail itself.</summary>
    public IReadOnlyList<string> HeaderNames => [.. Headers().Select(h => h[..Math.Max(0, h.IndexOf(':', StringComparison.Ordinal))])];

    private string[] Headers() =>
        Raw.Split("\r\n\r\n", 2)[0].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n");
}
