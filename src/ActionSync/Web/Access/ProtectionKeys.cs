using System.Xml;
using System.Xml.Linq;
using ActionSync.Ledger;
using ActionSync.Scheduling;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ActionSync.Web.Access;

/// <summary>
/// Keeps the keys that protect cookies and forms (ASP.NET Core Data Protection) in the ledger, so that all workers have the same, also after a restart. They
/// are left out of backups: without them people sign in once more.
/// </summary>
internal sealed partial class ProtectionKeys(LedgerDatabase ledger, SchedulerHost schedulerHost, TimeProvider clock, ILogger<ProtectionKeys> logger)
    : IXmlRepository
{
    private const string LockName = "protection keys";

    /// <summary>A request waits for it, so a server that hangs is given up.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private HashSet<string> _seen = [];

    public IReadOnlyCollection<XElement> GetAllElements() => Wait(AllAsync);

    /// <summary>
    /// A key of another worker that this one has not seen is taken in its place: the framework reads all of them again. Otherwise two workers that start
    /// together would each sign with a key of their own, which the other learns of a day later.
    /// </summary>
    public void StoreElement(XElement element, string friendlyName) => Wait(cancel => StoreAsync(element, friendlyName, cancel));

    private async Task<IReadOnlyCollection<XElement>> AllAsync(CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var rows = await work.QueryAsync<ProtectionKey>("select id, xml from protection_keys order by made_at, id", null, cancellationToken);
        lock (_gate)
            _seen = [.. rows.Select(row => row.Id)];
        return [.. rows.Select(Parse).OfType<XElement>()];
    }

    private async Task<bool> StoreAsync(XElement element, string id, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        await work.LockNamesAsync([LockName], cancellationToken);
        var there = await work.QueryAsync<string>("select id from protection_keys", null, cancellationToken);
        lock (_gate)
        {
            if (there.Any(other => !_seen.Contains(other)))
                return false;
        }
        await work.ExecuteAsync("insert into protection_keys (id, xml, made_at) values (@id, @xml, @at)",
            new { id, xml = element.ToString(SaveOptions.DisableFormatting), at = clock.GetUtcNow() }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>A key that cannot be read costs what it protects, and no other.</summary>
    private XElement? Parse(ProtectionKey row)
    {
        try
        {
            return XElement.Parse(row.Xml);
        }
        catch (XmlException e)
        {
            Log.Unreadable(logger, row.Id, e.Message);
            return null;
        }
    }

    /// <summary>The framework asks from where it cannot await; another thread does the work, so that none waits for itself.</summary>
    private T Wait<T>(Func<CancellationToken, Task<T>> work)
    {
        // Before the worker has opened its ledger there may be no table, or no file; a look would make one.
        if (!schedulerHost.IsStarted)
            throw LedgerException.NotOpen();
        using var limit = new CancellationTokenSource(Within);
        try
        {
            return Task.Run(() => work(limit.Token)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw LedgerException.Silent(e);
        }
    }

    private sealed record ProtectionKey(string Id, string Xml);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The row {Id} of the table protection_keys cannot be read, so cookies that it protects are refused: {Problem}")]
        public static partial void Unreadable(ILogger logger, string id, string problem);
    }
}
