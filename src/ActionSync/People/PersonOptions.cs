using ActionSync.Configuration.Rules;

namespace ActionSync.People;

/// <summary>What is known of one person; the address is the key under <c>People</c>.</summary>
public sealed class PersonOptions
{
    /// <summary>What <see cref="Channel"/> says of who is not to be written to.</summary>
    public const string NoChannel = "None";

    /// <summary>As documents may name the person instead of giving the address.</summary>
    public string? Name { get; set; }

    /// <summary>Who the person is in a tracker or channel, by the key that its kind names: a login, an account id or the like.</summary>
    [KindKeys]
    public IDictionary<string, string> Accounts { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The address of whom escalations go to.</summary>
    [Address]
    public string? Manager { get; set; }

    /// <summary>The address of who is asked where this person cannot be reached.</summary>
    [Address]
    public string? Backup { get; set; }

    /// <summary>
    /// The name of a channel, such as Email, Slack, Teams or Comment; null for the first that works. None: nothing is sent to them, and their P0 and P1 items
    /// go to Backup, else Manager, else <c>Reminding:Orphans</c>.
    /// </summary>
    public string? Channel { get; set; }

    /// <summary>
    /// An IANA name: the hours of <c>Reminding:At</c>, working days and holidays are by the person's own clocks; deadlines are not.
    /// Default: <c>Reminding:TimeZone</c>.
    /// </summary>
    public TimeZoneInfo? TimeZone { get; set; }

    /// <summary>
    /// The person is gone: never reminded, written to or assigned. Their open items go to Backup, else Manager, else the commander, else
    /// <c>Reminding:Orphans</c>. Default: false.
    /// </summary>
    public bool Left { get; set; }
}
