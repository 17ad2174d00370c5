using System.Text;
using ActionSync.Mail;
using MimeKit;

namespace ActionSync.Tests.Reminders;

/// <summary>What stands in a mail, as its bytes and as others read them.</summary>
public sealed class MailComposerTests
{
    private static readonly EmailMessage Hello = new(
        [new MailReader("alice@x.org", "Alice Chen")], "Overdue", "Dear Alice\n", "<p>Dear Alice</p>\n", "<2024-01-16.1.abc@x.org>",
        new DateTimeOffset(2024, 1, 16, 9, 0, 0, TimeSpan.FromHours(1)), "a.eml");

    [Fact]
    public void The_same_mail_gives_the_same_bytes()
    {
        var mail = Hello with { Subject = "Überfällig", Text = "für Jörg\n" };

        Assert.Equal(Write(mail), Write(mail));
    }

    [Fact]
    public void A_plain_mail_is_readable_as_it_lies_there() => Assert.Equal(
        """
        Date: Tue, 16 Jan 2024 09:00:00 +0100
        From: ActionSync <bot@x.org>
        To: Alice Chen <alice@x.org>
        Subject: Overdue
        Message-ID: <2024-01-16.1.abc@x.org>
        Auto-Submitted: auto-generated
        X-Auto-Response-Suppress: All
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="=_2024-01-16.1.abc"

        --=_2024-01-16.1.abc
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 7bit

        Dear Alice

        --=_2024-01-16.1.abc
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: 7bit

        <p>Dear Alice</p>

        --=_2024-01-16.1.abc--

        """.ReplaceLineEndings("\r\n"), Write(Hello));

    /// <summary>A file in the outbox is known by this line.</summary>
    [Fact]
    public void The_Message_ID_stands_on_one_line_however_long_it_is()
    {
        var id = $"<2024-01-16.1.{new string('a', 24)}@{new string('d', 60)}.{new string('e', 60)}.example>";

        Assert.Contains($"\r\nMessage-ID: {id}\r\n", Write(Hello with { MessageId = id }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Überfällig: Alarm prüfen 😀")]
    [InlineData("=?utf-8?B?QmNjOiB4?=")]
    [InlineData("see =?utf-8?Q?x?= there")]
    [InlineData("tabs and \"quotes\" \\ (brackets) <marks>, commas; and: more")]
    public void Subjects_and_names_are_read_as_they_were_written(string text)
    {
        var read = Read(Write(Hello with { Subject = text, To = [new MailReader("alice@x.org", text)] }));

        Assert.Equal((text, text), (Seen(read.Subject), Seen(Assert.Single(read.To.Mailboxes).Name)));
        Assert.Equal("alice@x.org", read.To.Mailboxes.Single().Address);
    }

    [Fact]
    public void Text_outside_ASCII_arrives_as_it_was_and_travels_in_ASCII()
    {
        var text = $"für Jörg\n.\nFrom here = there \n{new string('x', 2000)}\n";

        var written = Write(Hello with { Text = text });

        Assert.All(written, c => Assert.True(char.IsAscii(c)));
        Assert.Equal(text, Read(written).TextBody!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Several_readers_see_each_other_and_an_address_outside_ASCII_is_whole()
    {
        var alice = new MailReader("alice@x.org", "Alice");

        var written = Write(Hello with { To = [alice, new MailReader("jörg@x.org", "jörg@x.org"), alice] });

        Assert.Contains("\r\nTo: Alice <alice@x.org>, jörg@x.org\r\n", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a@x.org\r\nBcc: b@x.org")]
    [InlineData("a@x.org>, <b@x.org")]
    [InlineData("a@x.org, b@x.org")]
    [InlineData("a")]
    public void What_is_no_address_gets_no_mail(string address)
    {
        var to = new Addressees(Hello with { To = [new MailReader(address, "Alice")] });

        Assert.Empty(to.Kept);
        Assert.IsType<SendOutcome.Unreachable>(to.NotSent());
    }

    private static string Seen(string? text) => $"{text}".Replace("\u200b", "", StringComparison.Ordinal);

    private static string Write(EmailMessage mail) => Encoding.UTF8.GetString(MailComposer.Write(mail, new Addressees(mail), "bot@x.org"));

    private static MimeMessage Read(string written)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(written));
        return MimeMessage.Load(bytes, TestContext.Current.CancellationToken);
    }
}
