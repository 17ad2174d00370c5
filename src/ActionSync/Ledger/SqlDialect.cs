using System.Text.RegularExpressions;

namespace ActionSync.Ledger;

/// <summary>What differs between the two databases inside a statement. Stores write one text; this makes each database understand it.</summary>
internal abstract partial record SqlDialect
{
    public static SqlDialect Sqlite { get; } = new SqliteDialect();

    public static SqlDialect Postgres { get; } = new PostgresDialect();

    /// <summary>What is put behind a <c>select</c> whose rows will be written in the same transaction.</summary>
    public abstract string LockRows { get; }

    /// <summary>Makes transactions that name the same thing (<c>@name</c>) wait for each other; null where only one writes at a time anyway.</summary>
    public abstract string? LockName { get; }

    /// <summary>The statement as this database runs it.</summary>
    public abstract string Adapt(string sql);

    private sealed record SqliteDialect : SqlDialect
    {
        public override string LockRows => "";

        public override string? LockName => null;

        public override string Adapt(string sql) => sql;
    }

    /// <summary>Lists are arrays here, which is one statement whatever their length.</summary>
    private sealed partial record PostgresDialect : SqlDialect
    {
        public override string LockRows => " for update";

        public override string LockName => "select pg_advisory_xact_lock(hashtextextended(@name, 0))";

        public override string Adapt(string sql) => InList().Replace(NotInList().Replace(sql, "<> all(${list})"), "= any(${list})");

        [GeneratedRegex(@"\bnot in (?<list>@\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
        private static partial Regex NotInList();

        [GeneratedRegex(@"\bin (?<list>@\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
        private static partial Regex InList();
    }
}
