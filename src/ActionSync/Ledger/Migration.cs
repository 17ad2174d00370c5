using System.Reflection;

namespace ActionSync.Ledger;

/// <summary>One numbered SQL file, embedded in the program: <c>Ledger/Migrations/&lt;dialect&gt;/0001_name.sql</c>.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>All of a dialect, in order.</summary>
    public static IReadOnlyList<Migration> Of(string dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $"ActionSync.Ledger.Migrations.{dialect}.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Read(assembly, name, name[folder.Length..^".sql".Length])),
        ];
    }

    private static Migration Read(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Migration(int.Parse(name.AsSpan(0, 4)), name, reader.ReadToEnd());
    }
}
