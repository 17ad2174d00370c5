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
        options => options is EmailOptions { Host: { } host } && !string.IsNullOrWhiteSpace(host) ? ChannelUse.On : ChannelUse.LastResort);

    private static EmailChannel Create(IServiceProvider services, EmailOptions options) =>
        new(services.GetRequiredService<IMailer>(), services.GetRequiredService<LedgerOptions>().Namespace, options.From);
}
