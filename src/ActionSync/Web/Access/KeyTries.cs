using System.Net;
using System.Net.Sockets;

namespace ActionSync.Web.Access;

/// <summary>
/// How many wrong keys an address may show: ten at once, and one more every six seconds. Whoever has signed in needs no tries and goes on meanwhile. The log
/// names the address at its first wrong key and when it has to wait for the first time, and again after an hour without.
/// </summary>
internal sealed partial class KeyTries(TimeProvider clock, ILogger<KeyTries> logger)
{
    private const int AtOnce = 10;

    /// <summary>So many addresses are remembered. Those beyond share one count, so that many strangers cost neither memory nor the limit.</summary>
    private const int Remembered = 10_000;

    private static readonly IPAddress Others = IPAddress.None;

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan SayAgain = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, Tries> _tries = [];
    private readonly long _start = clock.GetTimestamp();

    /// <summary>How long this address has to wait; null where it may try.</summary>
    public TimeSpan? WaitOf(IPAddress? address)
    {
        lock (_gate)
        {
            var now = clock.GetElapsedTime(_start);
            return Wait(_tries.GetValueOrDefault(Counted(address)).PaidAt, now);
        }
    }

    /// <summary>A wrong key came from there.</summary>
    public void Add(IPAddress? address)
    {
        bool isFirst, isHeldOff;
        IPAddress counted;
        lock (_gate)
        {
            var now = clock.GetElapsedTime(_start);
            if (_tries.Count >= Remembered)
                Forget(now);
            counted = Counted(address);
            isFirst = !_tries.TryGetValue(counted, out var before) || now - before.PaidAt >= SayAgain;
            var wasHeldOff = !isFirst && before.WasHeldOff;
            var paid = (before.PaidAt > now ? before.PaidAt : now) + Each;
            isHeldOff = !wasHeldOff && Wait(paid, now) is not null;
            _tries[counted] = new Tries(paid, wasHeldOff || isHeldOff);
        }
        Say(counted.Equals(Others) ? "many addresses" : $"{(counted.AddressFamily == AddressFamily.InterNetwork ? counted : address)}", isFirst, isHeldOff);
    }

    private void Say(string address, bool isFirst, bool isHeldOff)
    {
        if (isFirst)
            Log.Wrong(logger, address);
        if (isHeldOff)
            Log.HeldOff(logger, address);
    }

    private static TimeSpan? Wait(TimeSpan paidAt, TimeSpan now) => paidAt - now - ((AtOnce - 1) * Each) is { Ticks: > 0 } wait ? wait : null;

    /// <summary>A network of IPv6 is one caller, who has all of its addresses.</summary>
    private IPAddress Counted(IPAddress? address)
    {
        var network = address switch
        {
            null => Others,
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
            { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]),
            _ => address,
        };
        return _tries.ContainsKey(network) || _tries.Count < Remembered ? network : Others;
    }

    private void Forget(TimeSpan now)
    {
        foreach (var (address, _) in _tries.Where(tries => tries.Value.PaidAt <= now).ToList())
            _tries.Remove(address);
    }

    /// <param name="PaidAt">When the tries that were made are made up for, in time that passes since the start.</param>
    /// <param name="WasHeldOff">It had to wait, and the log says so.</param>
    private readonly record struct Tries(TimeSpan PaidAt, bool WasHeldOff);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning,
            "A wrong key came from {Address}; others from there in the hour after it are counted, and not told one by one")]
        public static partial void Wrong(ILogger logger, string address);

        [LoggerMessage(LogLevel.Warning, "Too many wrong keys came from {Address}, so for some seconds no key is taken from there, not even the right one")]
        public static partial void HeldOff(ILogger logger, string address);
    }
}
