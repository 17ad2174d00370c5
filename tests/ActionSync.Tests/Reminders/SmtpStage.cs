using System.Net.Security;
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

    /// <summary>Trusts one simulator's certificate and no other.</summary>
    public static RemoteCertificateValidationCallback Trusts(SmtpSimulator server) =>
        (_, certificate, _, _) => certificate?.GetCertHashString() == server.Certificate.Thumbprint;

    public static SmtpMailer Mailer(
        SmtpSimulator server, MailTls tls = MailTls.None, string? password = null, Secret? token = null, TimeProvider? clock = null,
        RemoteCertificateValidationCallback? trust = null) => new(new EmailOptions
        {
            Host = "localhost",
            Port = server.Port,
            Tls = tls,
            User = password is null && token is null ? null : "robot",
            Password = password is null ? null : new Secret(password),
            Token = token,
            From = "actionsync@x.org",
        }, clock ?? TimeProvider.System, trust);
}
