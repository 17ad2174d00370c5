using System.Net.Security;
using System.Text;

namespace ActionSync.Simulators.Smtp;

/// <summary>One conversation with a client, line by line.</summary>
internal sealed class SmtpSession(SmtpSimulator server, Stream network) : IAsyncDisposable
{
    private Stream _stream = network;
    private bool _encrypted;
    private bool _utf8;
    private string? _user;
    private string _from = "";
    private readonly List<string> _to = [];

    /// <summary>The connection is to be reset rather than closed.</summary>
    public bool Cut { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (server.ImplicitTls)
            await EncryptAsync(cancellationToken);
        if (!await SayAsync(SmtpStep.Greeting, "220 simulator ESMTP", cancellationToken))
            return;
        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            if (!await AnswerAsync(line, cancellationToken))
                return;
        }
    }

    private async Task<bool> AnswerAsync(string line, CancellationToken cancellationToken)
    {
        var verb = line.Split(' ', 2)[0].ToUpperInvariant();
        switch (verb)
        {
            case "EHLO" or "HELO":
                await WriteAsync(Greeting(), cancellationToken);
                return true;
            case "STARTTLS":
                await WriteAsync("220 go ahead", cancellationToken);
                await EncryptAsync(cancellationToken);
                return true;
            case "AUTH":
                return await AuthenticateAsync(line, cancellationToken);
            case "MAIL" when server.RequireTls && !_encrypted:
                await WriteAsync("530 5.7.0 Must issue a STARTTLS command first", cancellationToken);
                return true;
            case "MAIL" when Logins().Count > 0 && _user is null:
                await WriteAsync("530 5.7.0 Authentication required", cancellationToken);
                return true;
            case "MAIL":
                if (line.Contains("SMTPUTF8", StringComparison.OrdinalIgnoreCase) && !server.TakesUtf8)
                {
                    await WriteAsync("555 5.5.4 Unsupported option: SMTPUTF8", cancellationToken);
                    return true;
                }
                (_from, _utf8) = (Between(line), line.Contains("SMTPUTF8", StringComparison.OrdinalIgnoreCase));
                _to.Clear();
                await WriteAsync("250 2.1.0 ok", cancellationToken);
                return true;
            case "RCPT":
                var recipient = Between(line);
                if (server.Take(SmtpStep.Recipient) is { } refusal)
                    return await StrikeAsync(refusal, cancellationToken);
                if (!_utf8 && !recipient.All(char.IsAscii))
                {
                    await WriteAsync("553 5.6.7 The address needs SMTPUTF8", cancellationToken);
                    return true;
                }
                _to.Add(recipient);
                await WriteAsync("250 2.1.5 ok", cancellationToken);
                return true;
            case "DATA":
                return await TakeMailAsync(cancellationToken);
            case "QUIT":
                await WriteAsync("221 2.0.0 bye", cancellationToken);
                return false;
            default:
                await WriteAsync(verb is "RSET" or "NOOP" ? "250 ok" : "500 unknown command", cancellationToken);
                return true;
        }
    }

    private string Greeting()
    {
        var lines = new List<string> { "simulator at your service", "PIPELINING", "SIZE 35882577", "ENHANCEDSTATUSCODES", "DSN", "CHUNKING" };
        if (server.RequireTls && !_encrypted)
            lines.Add("STARTTLS");
        if (Logins() is { Count: > 0 } logins && (_encrypted || !server.RequireTls))
            lines.Add($"AUTH {string.Join(' ', logins)}");
        if (server.TakesUtf8)
            lines.Add("SMTPUTF8");
        lines.Add("8BITMIME");
        return string.Join("\r\n", lines.Select((l, n) => $"250{(n == lines.Count - 1 ? ' ' : '-')}{l}"));
    }

    private List<string> Logins() =>
        [.. server.Login is null ? [] : (string[])["PLAIN", "LOGIN"], .. server.TokenLogin is null ? [] : (string[])["XOAUTH2"]];

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        var tls = new SslStream(_stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, cancellationToken);
        (_stream, _encrypted) = (tls, true);
    }

    private async Task<bool> AuthenticateAsync(string line, CancellationToken cancellationToken)
    {
        var words = line.Split(' ');
        var way = words[1].ToUpperInvariant();
        if (!Logins().Contains(way))
        {
            await WriteAsync("504 5.5.4 Unrecognized authentication type", cancellationToken);
            return true;
        }
        var first = words.Length > 2 ? words[2] : await AskAsync(way == "LOGIN" ? "VXNlcm5hbWU6" : "", cancellationToken);
        var (user, isRight) = way switch
        {
            "PLAIN" => Plain(Decode(first)),
            "XOAUTH2" => XOAuth2(Decode(first)),
            _ => (Decode(first), server.Login == (Decode(first), Decode(await AskAsync("UGFzc3dvcmQ6", cancellationToken)))),
        };
        if (server.Take(SmtpStep.Auth) is { } fault)
            return await StrikeAsync(fault, cancellationToken);
        if (isRight)
        {
            _user = user;
            await WriteAsync("235 2.7.0 welcome", cancellationToken);
            return true;
        }
        // The reason comes as a challenge, which the client answers with an empty line.
        if (way == "XOAUTH2")
            await AskAsync(Convert.ToBase64String("""{"status":"400","schemes":"Bearer","scope":"https://mail.simulator/"}"""u8), cancellationToken);
        await WriteAsync("535 5.7.8 Authentication credentials invalid", cancellationToken);
        return true;
    }

    private (string User, bool IsRight) Plain(string text)
    {
        var parts = text.Split('\0');
        return (parts[1], server.Login == (parts[1], parts[2]));
    }

    /// <summary>As https://developers.google.com/workspace/gmail/imap/xoauth2-protocol has it.</summary>
    private (string User, bool IsRight) XOAuth2(string text)
    {
        var parts = text.Split('\u0001');
        var user = parts[0]["user=".Length..];
        return (user, server.TokenLogin is { } login && user == login.User && parts[1] == $"auth=Bearer {login.Token}");
    }

    private async Task<bool> TakeMailAsync(CancellationToken cancellationToken)
    {
        if (_to.Count == 0)
        {
            await WriteAsync("503 5.5.1 no recipient", cancellationToken);
            return true;
        }
        await WriteAsync("354 go on", cancellationToken);
        var raw = new StringBuilder();
        while (await ReadLineAsync(cancellationToken) is { } line && line != ".")
            raw.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        if (server.Take(SmtpStep.BeforeAccept) is { } before)
            return await StrikeAsync(before, cancellationToken);
        server.Accept(new ReceivedMail(_from, [.. _to], raw.ToString(), _encrypted, _user));
        return await SayAsync(SmtpStep.AfterAccept, "250 2.0.0 accepted", cancellationToken);
    }

    /// <returns>False where the session is over.</returns>
    private async Task<bool> SayAsync(SmtpStep step, string usual, CancellationToken cancellationToken)
    {
        if (server.Take(step) is { } fault)
            return await StrikeAsync(fault.Answer is null && !fault.Cut ? fault with { Answer = usual } : fault, cancellationToken);
        await WriteAsync(usual, cancellationToken);
        return true;
    }

    private async Task<bool> StrikeAsync(SmtpFault fault, CancellationToken cancellationToken)
    {
        if (fault.Wait > TimeSpan.Zero)
            await Task.Delay(fault.Wait, server.Clock, cancellationToken);
        Cut = fault.Cut;
        if (fault.Answer is { } answer)
            await WriteAsync(answer, cancellationToken);
        return !fault.Cut && fault.Answer?.StartsWith("421", StringComparison.Ordinal) != true;
    }

    private async Task<string> AskAsync(string challenge, CancellationToken cancellationToken)
    {
        await WriteAsync($"334 {challenge}", cancellationToken);
        return await ReadLineAsync(cancellationToken) ?? "";
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private static string Between(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    /// <summary>Byte by byte, so that nothing of a handshake that follows is swallowed.</summary>
    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await _stream.ReadAsync(one, cancellationToken) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Cut)
            await _stream.DisposeAsync();
    }
}
