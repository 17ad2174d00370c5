using System.Net;
using System.Net.Sockets;

namespace ActionSync.Web.Access;

/// <summary>
/// How many wrong keys an address may show: ten at once, and one more every six seconds. Whoever has signed in needs no tries and goes on meanwhile.
/// </summary>
internal sealed class KeyTries(TimeProvider clock)
{
    private const int AtOnce = 10;

    /// <summary>So many addresses are remembered. Those beyond share one count, so that many strangers cost neither memory nor the limit.</summary>
    private const int Remembered = 10_000;

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(6);

    private readonly Lock _gate = new();
    /// <summary>When the tries that were made are made up for, in time that passes since the start.</summary>
    private readonly Dictionary<IPAddress, TimeSpan> _paidAt = [];
    private readonly long _start = clock.GetTimestamp();

    /// <summary>How long this address has to wait; null where it may try.</summary>
    public TimeSpan? WaitOf(IPAddress? address)
    {
        lock (_gate)
        {
            var now = clock.GetElapsedTime(_start);
            var wait = _paidAt.GetValueOrDefault(Counted(address)) - now - ((AtOnce - 1) * Each);
            return wait > TimeSpan.Zero ? wait : null;
        }
    }

    /// <summary>A wrong key came from there.</summary>
    public void Add(IPAddress? address)
    {
        lock (_gate)
        {
            var now = clock.GetElapsedTime(_start);
            if (_paidAt.Count >= Remembered)
                Forget(now);
            var counted = Counted(address);
            var paid = _paidAt.GetValueOrDefault(counted);
            _paidAt[counted] = (paid > now ? paid : now) + Each;
        }
    }

    /// <summary>A network of IPv6 is one caller, who has all of its addresses.</summary>
    private IPAddress Counted(IPAddress? address)
    {
        var network = address switch
        {
            null => IPAddress.None,
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
            { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]),
            _ => address,
        };
        return _paidAt.ContainsKey(network) || _paidAt.Count < Remembered ? network : IPAddress.None;
    }

    private void Forget(TimeSpan now)
    {
        foreach (var (address, _) in _paidAt.Where(tries => tries.Value <= now).ToList())
            _paidAt.Remove(address);
    }
}
