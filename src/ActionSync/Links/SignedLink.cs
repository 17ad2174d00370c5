using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ActionSync.Items;

namespace ActionSync.Links;

/// <summary>
/// One act that one person may do to one item, until a day, without signing in: what stands in an address of a message, signed. Pure.
/// The token is base64url of: version (1 byte), key's id (4), namespace (4), act (1), expiry (4, seconds), item's marker (10), owner (4), person,
/// signature (16).
/// </summary>
internal sealed record SignedLink
{
    /// <summary>How long a link can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private const byte Version = 1;
    private const int TagBytes = 4;
    private const int MarkerBytes = 10;
    private const int SignatureBytes = 16;
    private const int KeyAt = 1;
    private const int NamespaceAt = KeyAt + LinkKey.IdBytes;
    private const int ActAt = NamespaceAt + TagBytes;
    private const int ExpiryAt = ActAt + 1;
    private const int MarkerAt = ExpiryAt + sizeof(uint);
    private const int OwnerAt = MarkerAt + MarkerBytes;
    private const int PersonAt = OwnerAt + TagBytes;
    private const int LongestToken = 1500;

    private static readonly string NoItem = new('0', 2 * MarkerBytes);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public required LinkAct Act { get; init; }

    /// <summary>Whose link it is: an address in lower case.</summary>
    public required string Person { get; init; }

    /// <summary>The item's marker; null for an act that is about no item.</summary>
    public string? Marker { get; init; }

    /// <summary>Stands for who owned the item when the message was written; see <see cref="TagOf"/>.</summary>
    public string OwnerTag { get; init; } = TagOf(null);

    /// <summary>In whole seconds.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The link of an item in a message that was planned at a moment: the same message has the same links whenever it is sent.</summary>
    public static SignedLink Of(LinkAct act, string person, string? marker, string? owner, DateTimeOffset plannedAt) => new()
    {
        Act = act,
        Person = person,
        Marker = marker,
        OwnerTag = TagOf(owner),
        Expires = DateTimeOffset.FromUnixTimeSeconds((plannedAt + Lifetime).ToUnixTimeSeconds()),
    };

    /// <summary>The item has the owner that it had when the message was written.</summary>
    public bool IsOfOwner(string? owner) => TagOf(owner) == OwnerTag;

    /// <summary>A short stand-in for a text that only has to be known again.</summary>
    public static string TagOf(string? text) => Convert.ToHexStringLower(Tag(text ?? ""));

    /// <summary>The token that goes into an address.</summary>
    public string Sign(LinkKey key, string ledgerNamespace)
    {
        var token = new byte[PersonAt + Encoding.UTF8.GetByteCount(Person) + SignatureBytes];
        token[0] = Version;
        key.Id.CopyTo(token, KeyAt);
        Tag(ledgerNamespace).CopyTo(token, NamespaceAt);
        token[ActAt] = (byte)Act;
        BinaryPrimitives.WriteUInt32BigEndian(token.AsSpan(ExpiryAt), (uint)Expires.ToUnixTimeSeconds());
        Convert.FromHexString(Marker ?? NoItem).CopyTo(token, MarkerAt);
        Convert.FromHexString(OwnerTag).CopyTo(token, OwnerAt);
        Encoding.UTF8.GetBytes(Person, token.AsSpan(PersonAt));
        key.Sign(token.AsSpan(..^SignatureBytes), token.AsSpan(^SignatureBytes..));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>What a token that somebody brings is. How long that takes tells nothing about a right signature.</summary>
    /// <param name="token">As it stood in the address.</param>
    /// <param name="keys">All that are accepted.</param>
    /// <param name="ledgerNamespace">Ours.</param>
    /// <param name="now">By which it may have expired.</param>
    public static LinkReading Read(string token, IReadOnlyList<LinkKey> keys, string ledgerNamespace, DateTimeOffset now)
    {
        if (BytesOf(token) is not { } bytes)
            return new LinkReading.Altered();
        if (bytes[0] != Version)
            return new LinkReading.OtherVersion();
        var text = bytes.AsSpan(..^SignatureBytes);
        if (keys.FirstOrDefault(key => bytes.AsSpan(KeyAt, LinkKey.IdBytes).SequenceEqual(key.Id)) is not { } key)
            return new LinkReading.UnknownKey();
        Span<byte> right = stackalloc byte[SignatureBytes];
        key.Sign(text, right);
        if (!CryptographicOperations.FixedTimeEquals(right, bytes.AsSpan(^SignatureBytes..)))
            return new LinkReading.Altered();
        if (!text.Slice(NamespaceAt, TagBytes).SequenceEqual(Tag(ledgerNamespace)))
            return new LinkReading.OtherLedger();
        if (LinkOf(text) is not { } link)
            return new LinkReading.OtherVersion();
        return link.Expires <= now ? new LinkReading.Expired(link) : new LinkReading.Valid(link, IdOf(text));
    }

    /// <summary>Null where the text is none of ours, whatever stands in it.</summary>
    private static byte[]? BytesOf(string token)
    {
        if (token.Length > LongestToken || !Base64Url.IsValid(token))
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        // One text a link: the last character has bits that decoding forgets.
        return bytes.Length > PersonAt + SignatureBytes && Base64Url.EncodeToString(bytes) == token ? bytes : null;
    }

    private static SignedLink? LinkOf(ReadOnlySpan<byte> text)
    {
        var act = (LinkAct)text[ActAt];
        var marker = Convert.ToHexStringLower(text.Slice(MarkerAt, MarkerBytes));
        if (!Enum.IsDefined(act) || (marker == NoItem) != (act == LinkAct.Unsubscribe) || PersonOf(text[PersonAt..]) is not { } person)
            return null;
        return new SignedLink
        {
            Act = act,
            Person = person,
            Marker = marker == NoItem ? null : marker,
            OwnerTag = Convert.ToHexStringLower(text.Slice(OwnerAt, TagBytes)),
            Expires = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(text[ExpiryAt..])),
        };
    }

    private static string? PersonOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes) is var person && MailAddresses.IsAddress(person) ? person : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>What is remembered of a link that was used: the same whichever key signed it.</summary>
    private static string IdOf(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(SHA256.HashData(text[NamespaceAt..]).AsSpan(..SignatureBytes));

    private static byte[] Tag(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..TagBytes];
}
