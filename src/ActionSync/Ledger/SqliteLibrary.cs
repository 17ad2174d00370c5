using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ActionSync.Ledger;

/// <summary>Prefers the system's SQLite, which gets security fixes, to the older one that the package carries.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Loaded = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        Batteries_V2.Init();
        return true;
    });

    public static void Load() => _ = Loaded.Value;

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : IntPtr.Zero;
}
