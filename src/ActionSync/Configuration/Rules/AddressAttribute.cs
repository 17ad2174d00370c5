using System.Net.Mail;

namespace ActionSync.Configuration.Rules;

/// <summary>A plain e-mail address, without a display name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressAttribute : RuleAttribute
{
    public override string? Expected(object value) => IsAddress((string)value) ? null : "an e-mail address, such as alice@example.com";

    public static bool IsAddress(string text) =>
        !text.Any(char.IsWhiteSpace) && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
