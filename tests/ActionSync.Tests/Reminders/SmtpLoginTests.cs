using ActionSync.Configuration;
using ActionSync.Mail;
using ActionSync.Simulators.Smtp;
using ActionSync.Testing;
using static ActionSync.Tests.Reminders.SmtpStage;

namespace ActionSync.Tests.Reminders;

/// <summary>The ways into a mail server: how the connection is encrypted, and who one says one is.</summary>
public sealed class SmtpLoginTests : IDisposable
{
    private const string AccessToken = "ya29.an-access-token";

    private static readonly EmailMessage Hello = new(
        [new MailReader("alice@x.org", "Alice Chen")], "Overdue", "Dear Alice\n", "<p>Dear Alice</p>\n", "<2024-01-16.1.abc@x.org>",
        DateTimeOffset.UnixEpoch, "a.eml");

    private readonly Workplace _place = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task With_implicit_TLS_everything_is_encrypted_from_the_first_byte()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System)
        {
            ImplicitTls = true,
            RequireTls = true,
            Login = ("robot", Password),
        });

        var outcome = await Mailer(server, MailTls.Implicit, Password, trust: Trusts(server)).SendAsync(Hello, Token);

        Assert.Equal(new SendOutcome.Sent("alice@x.org"), outcome);
        Assert.Equal((true, "robot"), (server.Inbox.Single().Encrypted, server.Inbox.Single().User));
    }

    [Fact]
    public async Task With_an_access_token_the_mail_goes_under_its_user()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { RequireTls = true, TokenLogin = ("robot", AccessToken) });

        var outcome = await Mailer(server, MailTls.StartTls, token: new Secret(AccessToken), trust: Trusts(server)).SendAsync(Hello, Token);

        Assert.Equal(new SendOutcome.Sent("alice@x.org"), outcome);
        Assert.Equal((true, "robot"), (server.Inbox.Single().Encrypted, server.Inbox.Single().User));
    }

    [Fact]
    public async Task A_token_that_was_renewed_in_its_file_is_used_at_the_next_login()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { TokenLogin = ("robot", AccessToken) });
        _place.Write("token.txt", "ya29.an-expired-token\n");
        var mailer = Mailer(server, token: new Secret("ya29.an-expired-token", _place["token.txt"]));

        var before = Assert.IsType<SendOutcome.Failed>(await mailer.SendAsync(Hello, Token));
        _place.Write("token.txt", AccessToken + "\n");

        Assert.IsType<SendOutcome.Sent>(await mailer.SendAsync(Hello, Token));
        Assert.DoesNotContain("ya29", before.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_whose_file_is_gone_or_none_any_more_is_not_sent_and_doctor_names_the_file()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { TokenLogin = ("robot", AccessToken) });
        var mailer = Mailer(server, token: new Secret(AccessToken, _place["token.txt"]));

        var gone = Assert.IsType<SendOutcome.Failed>(await mailer.SendAsync(Hello, Token));
        _place.Write("token.txt", "two\nlines");
        var finding = await mailer.CheckAsync(Token);

        Assert.Contains("there is no file", gone.Reason, StringComparison.Ordinal);
        Assert.Contains("has several lines", finding.Text, StringComparison.Ordinal);
        Assert.Contains("TokenFile", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_the_server_repeats_in_its_refusal_is_not_repeated_by_us()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { TokenLogin = ("robot", AccessToken) });
        server.Next(new SmtpFault(SmtpStep.Auth, $"535 5.7.8 bad token {AccessToken}"), times: 2);
        var mailer = Mailer(server, token: new Secret(AccessToken));

        var outcome = Assert.IsType<SendOutcome.Failed>(await mailer.SendAsync(Hello, Token));
        var finding = await mailer.CheckAsync(Token);

        Assert.Contains("bad token ***", outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(AccessToken, $"{outcome} {finding}", StringComparison.Ordinal);
    }
}
