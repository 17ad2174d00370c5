using ActionSync.Mail;
using ActionSync.Testing;

namespace ActionSync.Tests.Configuration;

/// <summary>How a mail server is spoken to, as the configuration says.</summary>
public sealed class EmailOptionsTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("{}", MailTls.StartTls)]
    [InlineData("""{ "Port": 465 }""", MailTls.Implicit)]
    [InlineData("""{ "Port": 465, "Tls": "StartTls" }""", MailTls.StartTls)]
    [InlineData("""{ "Tls": "implicit" }""", MailTls.Implicit)]
    [InlineData("""{ "Tls": "None" }""", MailTls.None)]
    [InlineData("""{ "Tls": "none" }""", MailTls.None)]
    [InlineData("""{ "StartTls": true, "Port": 465 }""", MailTls.StartTls)]
    [InlineData("""{ "StartTls": false }""", MailTls.None)]
    [InlineData("""{ "StartTls": false, "Tls": "Implicit" }""", MailTls.Implicit)]
    public void The_encryption_is_what_Tls_says_else_the_older_key_else_what_is_usual_at_the_port(string email, MailTls encryption)
    {
        var loaded = _place.Config($$"""{ "Channels": { "Email": {{email}} } }""").Load();

        Assert.Empty(loaded.Problems);
        Assert.Equal(encryption, loaded.Options.Channel<EmailOptions>().Encryption);
    }

    [Fact]
    public void A_token_knows_the_file_that_it_comes_from()
    {
        _place.Write("token.txt", "an-access-token\n");

        var email = _place.Config("""{ "Channels": { "Email": { "Host": "smtp.x", "User": "me", "TokenFile": "token.txt" } } }""").Load()
            .Options.Channel<EmailOptions>();

        Assert.Equal(("an-access-token", _place["token.txt"]), (email.Token!.Reveal(), email.Token.File));
    }
}
