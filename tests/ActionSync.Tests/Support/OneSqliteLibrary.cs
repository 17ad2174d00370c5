using System.Runtime.CompilerServices;
using ActionSync.Ledger;

namespace ActionSync.Tests.Support;

/// <summary>Tests look into ledgers by connections of their own. The library is chosen before the first of them, since two in one process do not get on.</summary>
internal static class OneSqliteLibrary
{
    [ModuleInitializer]
    internal static void Choose() => SqliteLibrary.Load();
}
