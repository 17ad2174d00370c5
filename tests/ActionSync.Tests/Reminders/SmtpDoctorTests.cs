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

        var finding = await Mailer(server, startTls: true, Password, trust: Trusts(server)).CheckAsync(Token);

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

        var finding = await Mailer(server, startTls: true, Password, trust: Trusts(server)).CheckAsync(Token);

        Assert.Contains("refuses the login", finding.Text, StringComparison.Ordinal);
        Assert.False(finding.Good);
        Assert.DoesNotContain(Password, $"{finding}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_finds_a_certificate_that_nobody_trusts_a_server_without_STARTTLS_and_one_without_a_login()
    {
        await using var tls = await StartedAsync(new SmtpSimulator(TimeProvider.System) { RequireTls = true });
        await using var plain = await StartedAsync(new SmtpSimulator(TimeProvider.System));

        Assert.Contains("certificate", (await Mailer(tls, startTls: true).CheckAsync(Token)).Text, StringComparison.Ordinal);
        Assert.Contains("STARTTLS", (await Mailer(plain, startTls: true).CheckAsync(Token)).Text, StringComparison.Ordinal);
        Assert.Contains("offers no login", (await Mailer(plain, password: Password).CheckAsync(Token)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("")]
    [InlineData("554 no service")]
    [InlineData("220")]
    public async Task Doctor_takes_nothing_else_for_a_mail_server(string greeting)
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Next(new SmtpFault(SmtpStep.Greeting, greeting));

        Assert.Equal(greeting == "220", (await Mailer(server).CheckAsync(Token)).Good);
    }

    [Fact]
    public async Task Doctor_does_not_wait_for_ever_for_a_server_that_is_silent()
    {
        var clock = new FakeClock();
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Next(new SmtpFault(SmtpStep.Greeting, Wait: TimeSpan.FromMinutes(10)));

        var checking = Mailer(server, clock: clock).CheckAsync(Token);
        await Eventually.IsTrue(() => server.Connections == 1, "the server was called");
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains("did not answer", (await checking).Text, StringComparison.Ordinal);
    }

    private static System.Net.Security.RemoteCertificateValidationCallback Trusts(SmtpSimulator server) =>
        (_, certificate, _, _) => certificate?.GetCertHashString() == server.Certificate.Thumbprint;
}
