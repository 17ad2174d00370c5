using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using ActionSync.Text;

namespace ActionSync.Mail;

/// <summary>
/// Speaks to a mail server as far as one can without sending anything: greeting, EHLO, STARTTLS, login, and whether it takes mail from our sender.
/// See RFC 5321 and RFC 4954.
/// </summary>
/// <param name="trust">Judges the server's certificate; null for the system's own judgement.</param>
internal sealed class SmtpDialogue(EmailOptions options, RemoteCertificateValidationCallback? trust) : IDisposable
{
    private const int LongestLine = 2_000;
    private const int MostLines = 100;

    private readonly TcpClient _tcp = new();
    private readonly List<string> _proved = [];
    private Stream _stream = Stream.Null;
    private IReadOnlyList<string> _offers = [];

    /// <summary>What was seen to work, in order, as parts of a sentence.</summary>
    public IReadOnlyList<string> Proved => _proved;

    /// <summary>The server takes addresses outside ASCII.</summary>
    public bool TakesUtf8 => _offers.Contains("SMTPUTF8", StringComparer.OrdinalIgnoreCase);

    /// <exception cref="SmtpRefusalException">The server is no mail server, or says no; the message is a sentence part with a next step.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _tcp.ConnectAsync(options.Host!, options.Port, cancellationToken);
        _stream = _tcp.GetStream();
        await ExpectAsync(220, "does not greet as a mail server", "Check Channels:Email:Host and Port.", cancellationToken);
        await GreetAsync(cancellationToken);
        _proved.Add("the mail server greets");
        if (options.StartTls)
            await EncryptAsync(cancellationToken);
        if (options.User is { } user)
            await LogInAsync(user, options.Password?.Reveal() ?? "", cancellationToken);
        await SenderAsync(cancellationToken);
        await SayAsync("QUIT", cancellationToken);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _tcp.Dispose();
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        await SayAsync("EHLO actionsync", cancellationToken);
        _offers = [.. (await ExpectAsync(250, "takes no EHLO", "Check Channels:Email:Host and Port.", cancellationToken)).Skip(1)];
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        if (!_offers.Contains("STARTTLS", StringComparer.OrdinalIgnoreCase))
            throw new SmtpRefusalException("does not offer STARTTLS",
                "Set Channels:Email:Port to the one for submission (587), or Channels:Email:StartTls to false for a server on this machine.");
        await SayAsync("STARTTLS", cancellationToken);
        await ExpectAsync(220, "refuses STARTTLS", "Ask who runs the mail server.", cancellationToken);
        var tls = new SslStream(_stream);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = options.Host, RemoteCertificateValidationCallback = trust }, cancellationToken);
        }
        catch (AuthenticationException e)
        {
            await tls.DisposeAsync();
            throw new SmtpRefusalException($"shows a certificate that is not trusted: {TextProfile.Mail.Plain(e.Message, TextProfile.TitleLimit)}",
                "Check that Channels:Email:Host is the name in the certificate, and that this machine trusts who signed it.");
        }
        _stream = tls;
        // What was offered in the clear no longer counts.
        await GreetAsync(cancellationToken);
        _proved.Add("encrypts");
    }

    private async Task LogInAsync(string user, string password, CancellationToken cancellationToken)
    {
        var ways = _offers.Where(o => o.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)).SelectMany(o => o.Split(' ', '=').Skip(1))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        const string Next = "Check Channels:Email:User and Password.";
        if (ways.Contains("PLAIN"))
        {
            await SayAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancellationToken);
        }
        else if (ways.Contains("LOGIN"))
        {
            await SayAsync("AUTH LOGIN", cancellationToken);
            await ExpectAsync(334, "refuses a login", Next, cancellationToken);
            await SayAsync(Base64(user), cancellationToken);
            await ExpectAsync(334, "refuses the user", Next, cancellationToken);
            await SayAsync(Base64(password), cancellationToken);
        }
        else
        {
            // Other ways are the mail client's to try; that there is no way at all is a finding.
            if (ways.Count == 0)
                throw new SmtpRefusalException("offers no login",
                    "Take Channels:Email:User and Password out, or set Channels:Email:StartTls to true: many servers offer it only when encrypted.");
            _proved.Add($"offers the logins {TextProfile.Mail.Plain(string.Join(", ", ways), TextProfile.NameLimit)}, which show with the first mail");
            return;
        }
        await ExpectAsync(235, "refuses the login", Next, cancellationToken);
        _proved.Add($"knows the user {TextProfile.Mail.Plain(user, TextProfile.NameLimit)}");
    }

    private async Task SenderAsync(CancellationToken cancellationToken)
    {
        var from = WireAddress.Of(options.From)
            ?? throw new SmtpRefusalException("cannot be given the sender: its address is none that mail can carry", "Correct Channels:Email:From.");
        await SayAsync($"MAIL FROM:<{from.Text}>{(from.NeedsUtf8 ? " SMTPUTF8" : "")}", cancellationToken);
        await ExpectAsync(250, $"takes no mail from {from.Text}", "Correct Channels:Email:From, or set Channels:Email:User and Password.", cancellationToken);
        await SayAsync("RSET", cancellationToken);
        await ExpectAsync(250, "does not take a mail back", "Ask who runs the mail server.", cancellationToken);
        _proved.Add($"takes mail from {from.Text}");
    }

    private async Task SayAsync(string line, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    /// <returns>The lines of the answer, without their code.</returns>
    private async Task<IReadOnlyList<string>> ExpectAsync(int code, string refusal, string advice, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines && await ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length < 3 || !line.StartsWith($"{code}", StringComparison.Ordinal))
                throw new SmtpRefusalException($"{refusal}: {TextProfile.Mail.Plain(line, TextProfile.TitleLimit)}", advice);
            lines.Add(line.Length > 4 ? line[4..].Trim() : "");
            if (line.Length == 3 || line[3] != '-')
                return lines;
        }
        throw new SmtpRefusalException($"{refusal}: {(lines.Count == 0 ? "it closed the connection" : "its answer does not end")}", advice);
    }

    /// <summary>Byte by byte, so that nothing of a handshake that follows is swallowed.</summary>
    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count < LongestLine && await _stream.ReadAsync(one, cancellationToken) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        return line.Count == 0 ? null : Encoding.UTF8.GetString([.. line]);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

/// <summary>A mail server that says no, or is none.</summary>
internal sealed class SmtpRefusalException(string message, string advice) : Exception(message)
{
    public string Advice { get; } = advice;
}
