namespace ActionSync.Ledger;

/// <summary>What a text column may hold whose words belong to a stage.</summary>
/// <param name="Column">Table and column, as in <c>reminders.state</c>.</param>
/// <param name="Problem">What is wrong with a text; null where nothing is. It may throw what reading the text throws.</param>
internal sealed record ColumnRule(string Column, Func<string, string?> Problem);
