using System.Net.Mail;
using ActionSync.Configuration.Binding;
using ActionSync.Items;

namespace ActionSync.Configuration.Rules;

/// <summary>A plain e-mail address, without a display name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressAttribute : RuleAttribute, IKeyRule
{
    public override string? Expected(object value) => IsAddress((string)value) ? null : "an e-mail address, such as alice@example.com";

    public string? Problem(string key) => Expected(key) is { } expected ? $"{Wording.Quote(key)} is not right; the key must be {expected}" : null;

    // What reminders and mail can carry, and no more: an address that is taken here is never dropped there.
    public static bool IsAddress(string text) => MailAddresses.IsAddress(text) && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
