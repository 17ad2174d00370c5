using ActionSync.Configuration;
using ActionSync.Ledger;
using ActionSync.Mail;

namespace ActionSync.Reminders.Channels.Email;

/// <summary>The entry of mail in the list of channels.</summary>
internal static class EmailKind
{
    public const string Name = "Email";

    /// <summary>Without a server mails become files, which reach people last.</summary>
    public static ChannelKind Entry { get; } = new(
        Name,
        KindFactory<IReminderChannel>.Of<EmailOptions>(Create, EmailOptionsCheck.Run),
        options => options is EmailOptions { Host: { } host } && !string.IsNullOrWhiteSpace(host) ? ChannelUse.On : ChannelUse.LastResort)
    {
        SetupName = "smtp",
        Setup =
        [
            new(nameof(EmailOptions.Host), "the name of the mail server"),
            new(nameof(EmailOptions.Port), "its port") { Otherwise = "587" },
            new(nameof(EmailOptions.Tls), "how its connection is encrypted: StartTls, Implicit or None") { Otherwise = "by the port" },
            new(nameof(EmailOptions.From), "the sender's address"),
            new(nameof(EmailOptions.User), "the user to log in with") { Otherwise = "no login" },
            new(nameof(EmailOptions.Password), "the user's password") { IsSecret = true, When = given => given.ContainsKey(nameof(EmailOptions.User)) },
        ],
    };

    private static EmailChannel Create(IServiceProvider services, EmailOptions options) =>
        new(services.GetRequiredService<IMailer>(), services.GetRequiredService<LedgerOptions>().Namespace, options.From);
}
