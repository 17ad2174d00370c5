using ActionSync.Configuration;
using ActionSync.Mail;
using ActionSync.Simulators.Smtp;
using ActionSync.Testing;
using static ActionSync.Tests.Reminders.SmtpStage;

namespace ActionSync.Tests.Reminders;

/// <summary>What doctor finds out about a mail server without sending a mail.</summary>
public sealed class SmtpDoctorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Doctor_speaks_to_the_mail_server_as_far_as_one_can_without_a_mail()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System)
        {
            RequireTls = true,
            Login = ("robot", Password),
            TakesUtf8 = true
        });

        var finding = await Mailer(server, MailTls.StartTls, Password, trust: Trusts(server)).CheckAsync(Token);

        Assert.Equal((true, "the mail server greets, encrypts, knows the user robot, takes mail from actionsync@x.org"), (finding.Good, finding.Text));
        Assert.Empty(server.Inbox);
    }

    [Fact]
    public async Task Doctor_says_that_people_with_addresses_outside_ASCII_cannot_be_reached()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));

        Assert.Contains("no addresses outside ASCII", (await Mailer(server).CheckAsync(Token)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_finds_a_wrong_password_and_does_not_repeat_it()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { RequireTls = true, Login = ("robot", "another") });

        var finding = await Mailer(server, MailTls.StartTls, Password, trust: Trusts(server)).CheckAsync(Token);

        Assert.Contains("refuses the login", finding.Text, StringComparison.Ordinal);
        Assert.False(finding.Good);
        Assert.DoesNotContain(Password, $"{finding}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_finds_a_certificate_that_nobody_trusts_a_server_without_STARTTLS_and_one_without_a_login()
    {
        await using var tls = await StartedAsync(new SmtpSimulator(TimeProvider.System) { RequireTls = true });
        await using var plain = await StartedAsync(new SmtpSimulator(TimeProvider.System));

        Assert.Matches(@"^the server shows a certificate that is not trusted: \w", (await Mailer(tls, MailTls.StartTls).CheckAsync(Token)).Text);
        Assert.Contains("STARTTLS", (await Mailer(plain, MailTls.StartTls).CheckAsync(Token)).Text, StringComparison.Ordinal);
        Assert.Contains("offers no login", (await Mailer(plain, password: Password).CheckAsync(Token)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailTls.StartTls, false)]
    [InlineData(MailTls.Implicit, true)]
    public async Task Doctor_proves_a_token_over_either_way_of_TLS(MailTls tls, bool implicitTls)
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System)
        {
            RequireTls = true,
            ImplicitTls = implicitTls,
            TokenLogin = ("robot", "an-access-token"),
            TakesUtf8 = true,
        });

        var finding = await Mailer(server, tls, token: new Secret("an-access-token"), trust: Trusts(server)).CheckAsync(Token);

        Assert.Equal((true, "the mail server greets, encrypts, knows the user robot, takes mail from actionsync@x.org"), (finding.Good, finding.Text));
        Assert.Empty(server.Inbox);
    }

    [Fact]
    public async Task Doctor_finds_a_wrong_token_and_does_not_repeat_it()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { TokenLogin = ("robot", "another-token") });

        var finding = await Mailer(server, token: new Secret("an-access-token")).CheckAsync(Token);

        Assert.Equal((false, "the server refuses the login of robot by token: 535: 5.7.8 Authentication credentials invalid"), (finding.Good, finding.Text));
        Assert.Contains("access token", finding.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("an-access-token", $"{finding}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_finds_a_password_where_only_tokens_are_taken_and_a_token_where_only_passwords_are()
    {
        await using var tokens = await StartedAsync(new SmtpSimulator(TimeProvider.System) { TokenLogin = ("robot", "an-access-token") });
        await using var passwords = await StartedAsync(new SmtpSimulator(TimeProvider.System) { Login = ("robot", Password) });

        Assert.Equal("the server offers no login by password, only XOAUTH2", (await Mailer(tokens, password: Password).CheckAsync(Token)).Text);
        Assert.Equal("the server offers no login by token, only LOGIN, PLAIN", (await Mailer(passwords, token: new Secret("abc")).CheckAsync(Token)).Text);
    }

    [Fact]
    public async Task Doctor_finds_implicit_TLS_at_a_port_that_begins_in_the_clear()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { RequireTls = true });

        var finding = await Mailer(server, MailTls.Implicit, trust: Trusts(server)).CheckAsync(Token);

        Assert.Contains("does not speak TLS from the first byte", finding.Text, StringComparison.Ordinal);
        Assert.Contains("set Channels:Email:Tls to StartTls", finding.Advice, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Doctor_advises_STARTTLS_where_the_server_wants_it_and_nothing_is_encrypted()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { RequireTls = true });

        var finding = await Mailer(server).CheckAsync(Token);

        Assert.Equal((false, "Set Channels:Email:Tls to StartTls, which the server offers."), (finding.Good, finding.Advice));
    }

    [Theory]
    [InlineData(MailTls.None)]
    [InlineData(MailTls.StartTls)]
    public async Task Doctor_advises_implicit_TLS_at_a_port_that_waits_for_it_in_silence(MailTls tls)
    {
        var clock = new FakeClock();
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { ImplicitTls = true });

        var checking = Mailer(server, tls, clock: clock).CheckAsync(Token);
        await Eventually.IsTrue(() => server.Connections == 1, "the server was called");
        clock.Advance(TimeSpan.FromSeconds(15));

        Assert.Contains("set Channels:Email:Tls to Implicit", (await checking).Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("554 no service")]
    [InlineData("220")]
    public async Task Doctor_takes_nothing_else_for_a_mail_server(string greeting)
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Next(new SmtpFault(SmtpStep.Greeting, greeting));

        Assert.Equal(greeting == "220", (await Mailer(server).CheckAsync(Token)).Good);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Doctor_does_not_wait_for_ever_for_a_server_that_is_silent_or_says_nothing(string? greeting)
    {
        var clock = new FakeClock();
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Next(new SmtpFault(SmtpStep.Greeting, greeting, Wait: greeting is null ? TimeSpan.FromMinutes(10) : default));

        var checking = Mailer(server, clock: clock).CheckAsync(Token);
        await Eventually.IsTrue(() => server.Connections == 1, "the server was called");
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains("did not answer", (await checking).Text, StringComparison.Ordinal);
    }
}
