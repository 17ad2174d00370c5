using ActionSync.Configuration;
using ActionSync.Mail;
using ActionSync.Simulators.Smtp;

namespace ActionSync.Tests.Reminders;

/// <summary>A mail server that tests talk to, and the mailer that talks to it.</summary>
internal static class SmtpStage
{
    public const string Password = "s3cret-passw0rd";

    public static async Task<SmtpSimulator> StartedAsync(SmtpSimulator server)
    {
        await server.StartAsync(0);
        return server;
    }

    public static SmtpMailer Mailer(
        SmtpSimulator server, bool startTls = false, string? password = null, TimeProvider? clock = null,
        System.Net.Security.RemoteCertificateValidationCallback? trust = null) => new(new EmailOptions
        {
            Host = "localhost",
            Port = server.Port,
            StartTls = startTls,
            User = password is null ? null : "robot",
            Password = password is null ? null : new Secret(password),
            From = "actionsync@x.org",
        }, clock ?? TimeProvider.System, trust);
}
