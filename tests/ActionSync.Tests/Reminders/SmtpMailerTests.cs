using ActionSync.Mail;
using ActionSync.Simulators.Smtp;
using ActionSync.Testing;
using static ActionSync.Tests.Reminders.SmtpStage;

namespace ActionSync.Tests.Reminders;

/// <summary>Mail over real sockets; what counts is what stands in the simulator's inbox.</summary>
public sealed class SmtpMailerTests
{
    private static readonly EmailMessage Hello = new(
        [new MailReader("alice@x.org", "Alice Chen")], "Overdue: ünïcode", "Dear Alice\n.\nlone dot above\n", "<p>Dear Alice</p>\n",
        "<2024-01-16.1.abc@x.org>", new DateTimeOffset(2024, 1, 16, 9, 0, 0, TimeSpan.Zero), "2024-01-16-alice@x.org.eml");

    private static EmailMessage HelloTo(params string[] addresses) =>
        Hello with { To = [.. addresses.Select(address => new MailReader(address, "Alice Chen"))] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_with_its_own_Message_ID_in_both_forms()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));

        var outcome = await Mailer(server).SendAsync(Hello, Token);

        Assert.IsType<SendOutcome.Sent>(outcome);
        var mail = Assert.Single(server.Inbox);
        Assert.Equal(("<2024-01-16.1.abc@x.org>", "alice@x.org"), (mail.MessageId, mail.To.Single()));
        Assert.StartsWith("multipart/alternative", mail.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Contains("text/plain", mail.Raw, StringComparison.Ordinal);
        Assert.Contains("text/html", mail.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_STARTTLS_and_a_password_the_mail_goes_encrypted_and_under_its_user()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { RequireTls = true, Login = ("robot", Password) });

        var outcome = await Mailer(server, MailTls.StartTls, Password, trust: Trusts(server)).SendAsync(Hello, Token);

        Assert.Equal(new SendOutcome.Sent("alice@x.org"), outcome);
        Assert.Equal((true, "robot"), (server.Inbox.Single().Encrypted, server.Inbox.Single().User));
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_ends_it_before_the_password_is_said()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { RequireTls = true, Login = ("robot", Password) });

        var outcome = await Mailer(server, MailTls.StartTls, Password).SendAsync(Hello, Token);

        Assert.DoesNotContain(Password, Assert.IsType<SendOutcome.Failed>(outcome).Reason, StringComparison.Ordinal);
        Assert.Empty(server.Inbox);
    }

    [Fact]
    public async Task A_wrong_password_fails_and_is_not_repeated_in_the_reason()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { RequireTls = true, Login = ("robot", "another") });

        var outcome = await Mailer(server, MailTls.StartTls, Password, trust: Trusts(server)).SendAsync(Hello, Token);

        Assert.DoesNotContain(Password, Assert.IsType<SendOutcome.Failed>(outcome).Reason, StringComparison.Ordinal);
        Assert.Empty(server.Inbox);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_no_mail_where_STARTTLS_is_asked_for()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));

        Assert.IsType<SendOutcome.Failed>(await Mailer(server, MailTls.StartTls).SendAsync(Hello, Token));
        Assert.Empty(server.Inbox);
    }

    [Theory]
    [InlineData("450 4.2.1 mailbox busy", typeof(SendOutcome.Failed))]
    [InlineData("451 4.3.0 try later", typeof(SendOutcome.Failed))]
    [InlineData("452 4.2.2 mailbox full", typeof(SendOutcome.Failed))]
    [InlineData("550 5.1.1 no such user", typeof(SendOutcome.Unreachable))]
    [InlineData("553 5.1.3 bad address", typeof(SendOutcome.Unreachable))]
    public async Task A_refused_recipient_is_for_now_with_4xx_and_for_good_with_5xx(string answer, Type outcome)
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Next(new SmtpFault(SmtpStep.Recipient, answer));

        Assert.IsType(outcome, await Mailer(server).SendAsync(Hello, Token));
        Assert.Empty(server.Inbox);
    }

    [Theory]
    [InlineData("421 4.7.0 too many connections", SmtpStep.Greeting)]
    [InlineData("452 4.3.1 no room", SmtpStep.BeforeAccept)]
    [InlineData("554 5.7.1 looks like spam", SmtpStep.BeforeAccept)]
    public async Task A_server_that_refuses_the_mail_delivers_nothing_and_a_later_try_works(string answer, SmtpStep step)
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Next(new SmtpFault(step, answer));

        Assert.IsNotType<SendOutcome.Sent>(await Mailer(server).SendAsync(Hello, Token));
        Assert.Empty(server.Inbox);
        Assert.IsType<SendOutcome.Sent>(await Mailer(server).SendAsync(Hello, Token));
    }

    [Fact]
    public async Task A_cut_after_acceptance_is_unknown_and_the_repeat_has_the_same_Message_ID()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Next(new SmtpFault(SmtpStep.AfterAccept, Cut: true));

        Assert.IsType<SendOutcome.Unknown>(await Mailer(server).SendAsync(Hello, Token));
        Assert.IsType<SendOutcome.Sent>(await Mailer(server).SendAsync(Hello, Token));

        Assert.Equal(2, server.Inbox.Count);
        Assert.Single(server.Delivered);
    }

    [Fact]
    public async Task A_server_that_is_not_there_fails()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Stop();

        Assert.IsType<SendOutcome.Failed>(await Mailer(server).SendAsync(Hello, Token));
        Assert.False((await Mailer(server).CheckAsync(Token)).Good);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_after_a_minute()
    {
        var clock = new FakeClock();
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Next(new SmtpFault(SmtpStep.AfterAccept, Wait: TimeSpan.FromMinutes(10)));

        var sending = Mailer(server, clock: clock).SendAsync(Hello, Token);
        await Eventually.IsTrue(() => server.Inbox.Count == 1, "the mail is with the server");
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.IsType<SendOutcome.Unknown>(await sending);
    }

    [Theory]
    [InlineData(SmtpStep.Greeting)]
    [InlineData(SmtpStep.Auth)]
    [InlineData(SmtpStep.Recipient)]
    public async Task A_cut_before_the_mail_itself_is_surely_not_sent(SmtpStep step)
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { Login = ("robot", Password) });
        server.Next(new SmtpFault(step, Cut: true));

        Assert.IsType<SendOutcome.Failed>(await Mailer(server, password: Password).SendAsync(Hello, Token));
        Assert.IsType<SendOutcome.Sent>(await Mailer(server, password: Password).SendAsync(Hello, Token));
        Assert.Single(server.Inbox);
    }

    [Fact]
    public async Task Silence_before_the_mail_itself_is_surely_not_sent()
    {
        var clock = new FakeClock();
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Next(new SmtpFault(SmtpStep.Greeting, Wait: TimeSpan.FromMinutes(10)));

        var sending = Mailer(server, clock: clock).SendAsync(Hello, Token);
        await Eventually.IsTrue(() => server.Connections == 1, "the server was called");
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains("did not answer", Assert.IsType<SendOutcome.Failed>(await sending).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_to_several_readers_goes_to_those_whom_the_server_takes_and_tells_of_each_other_one()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Next(new SmtpFault(SmtpStep.Recipient, "550 5.1.1 no such user"));
        server.Next(new SmtpFault(SmtpStep.Recipient, "450 4.2.1 mailbox busy"));

        var outcome = Assert.IsType<SendOutcome.Sent>(await Mailer(server).SendAsync(HelloTo("gone@x.org", "busy@x.org", "jörg@x.org", "alice@x.org"), Token));

        Assert.Equal("alice@x.org", outcome.Where);
        Assert.Equal([("jörg@x.org", true), ("gone@x.org", true), ("busy@x.org", false)], outcome.Refused.Select(r => (r.Address, r.IsForGood)));
        Assert.Equal("localhost does not take mail for busy@x.org now: 450 4.2.1 mailbox busy", outcome.Refused[^1].Reason);
        Assert.Equal(["alice@x.org"], Assert.Single(server.Inbox).To);
    }

    [Fact]
    public async Task A_mail_that_no_reader_is_taken_for_is_worth_a_try_as_long_as_one_may_be_taken_later()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Next(new SmtpFault(SmtpStep.Recipient, "550 5.1.1 no such user"));
        server.Next(new SmtpFault(SmtpStep.Recipient, "450 4.2.1 mailbox busy"));

        var later = Assert.IsType<SendOutcome.Failed>(await Mailer(server).SendAsync(HelloTo("gone@x.org", "busy@x.org"), Token));
        server.Next(new SmtpFault(SmtpStep.Recipient, "550 5.1.1 no such user"), times: 2);
        var never = Assert.IsType<SendOutcome.Unreachable>(await Mailer(server).SendAsync(HelloTo("gone@x.org", "left@x.org"), Token));

        Assert.Contains("gone@x.org", later.Reason, StringComparison.Ordinal);
        Assert.Contains("busy@x.org", later.Reason, StringComparison.Ordinal);
        Assert.Contains("left@x.org", never.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Inbox);
    }

    [Theory]
    [InlineData("jörg.müller@x.org", "jörg.müller@x.org")]
    [InlineData("jörg@münchen.example", "jörg@münchen.example")]
    [InlineData("mira@münchen.example", "mira@xn--mnchen-3ya.example")]
    public async Task An_address_outside_ASCII_reaches_a_server_that_takes_it_whole(string address, string recipient)
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System) { TakesUtf8 = true });

        Assert.IsType<SendOutcome.Sent>(await Mailer(server).SendAsync(HelloTo(address), Token));

        var mail = Assert.Single(server.Inbox);
        Assert.Equal([recipient], mail.To);
        Assert.Contains($"<{recipient}>", mail.Header("To"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_outside_ASCII_is_unreachable_through_a_server_without_SMTPUTF8_and_nothing_else_is_sent()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));

        var outcome = await Mailer(server).SendAsync(HelloTo("jörg.müller@x.org"), Token);

        Assert.Contains("SMTPUTF8", Assert.IsType<SendOutcome.Unreachable>(outcome).Reason, StringComparison.Ordinal);
        Assert.Empty(server.Inbox);
        Assert.IsType<SendOutcome.Sent>(await Mailer(server).SendAsync(HelloTo("mira@münchen.example"), Token));
        Assert.Equal(["mira@xn--mnchen-3ya.example"], server.Inbox.Single().To);
    }

    [Theory]
    [InlineData("501 5.1.3 Bad recipient address syntax")]
    [InlineData("553 5.6.7 The address needs SMTPUTF8")]
    public async Task An_address_that_the_server_can_never_take_is_unreachable(string answer)
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));
        server.Next(new SmtpFault(SmtpStep.Recipient, answer));

        Assert.IsType<SendOutcome.Unreachable>(await Mailer(server).SendAsync(Hello, Token));
    }

    [Fact]
    public async Task A_domain_that_is_none_is_unreachable()
    {
        await using var server = await StartedAsync(new SmtpSimulator(TimeProvider.System));

        Assert.IsType<SendOutcome.Unreachable>(await Mailer(server).SendAsync(HelloTo($"mira@{new string('ü', 80)}.example"), Token));
        Assert.Equal(0, server.Connections);
    }
}
