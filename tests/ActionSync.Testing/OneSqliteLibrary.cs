using System.Runtime.CompilerServices;
using ActionSync.Ledger;

namespace ActionSync.Testing;

/// <summary>
/// Tests look into ledgers by connections of their own. The library is chosen before the first of them, since two in one process do not get on.
/// </summary>
internal static class OneSqliteLibrary
{
#pragma warning disable CA2255 // A test project is no library, and only tests load this one.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Choose() => SqliteLibrary.Load();
}
