namespace ActionSync.Simulators.Chaos.Verdict;

/// <summary>Compares everything with the harness' own books; what is wrong is a sentence each.</summary>
internal static class Judging
{
    public static async Task<IReadOnlyList<string>> JudgeAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (await LedgerView.ReadAsync(stage, cancellationToken) is not { } ledger)
            return ["status --json could not be read."];
        var issues = stage.Books.SelectMany(b => b.Read()).ToLookup(i => i.Token);
        var (violations, doubles) = IssueChecks.Find(stage.Source.Items, issues, stage.Deeds);
        stage.Figures.Set("items", stage.Source.Items.Count());
        stage.Figures.Set("issues", issues.Sum(g => g.Count()));
        stage.Figures.Set("duplicates healed", issues.Sum(g => g.Count(i => i.State == "duplicate")));
        stage.Figures.Set("duplicates left", doubles);
        stage.Figures.Set("lost", violations.Count(v => v.Contains(IssueChecks.Lost, StringComparison.Ordinal)));
        stage.Figures.Set("reminders on Slack", stage.Slack.Messages.Count);
        return [
            .. violations, .. LedgerChecks.Find(stage.Source.Items, issues, ledger), .. InboxChecks.Find(stage.Source, stage.Data),
            .. ReminderChecks.Find(stage.Slack.Messages, stage.Now.UtcDateTime.Date.Subtract(stage.Began.UtcDateTime.Date).Days + 1)];
    }
}
