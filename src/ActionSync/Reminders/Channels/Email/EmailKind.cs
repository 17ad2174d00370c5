using ActionSync.Ledger;
using ActionSync.Mail;

namespace ActionSync.Reminders.Channels.Email;

/// <summary>The entry of mail in the list of channels.</summary>
internal static class EmailKind
{
    public const string Name = "Email";

    /// <summary>Without a server mails become files, which reach people last.</summary>
    public static ChannelKind Entry { get; } = ChannelKind.Of<EmailOptions>(
        Name, needs: null, email => string.IsNullOrWhiteSpace(email.Host) ? ChannelUse.LastResort : ChannelUse.On, Create, EmailOptionsCheck.Run);

    private static EmailChannel Create(IServiceProvider services, EmailOptions options) =>
        new(services.GetRequiredService<IMailer>(), services.GetRequiredService<LedgerOptions>().Namespace, options.From);
}
