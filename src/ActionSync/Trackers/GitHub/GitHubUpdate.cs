using System.Net;
using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// Writes the fields of a patch, each by the call that touches nothing else: labels and assignees of others stay. The lines of the body that
/// repeat a field follow it; the rest of the body belongs to people.
/// </summary>
internal sealed class GitHubUpdate(GitHubClient client, GitHubRepositoryCache cache, GitHubReading reading, GitHubSnapshots snapshots, TimeZoneInfo zone)
{
    public async Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken)
    {
        var read = await reading.IssueAsync(issue, cancellationToken);
        if (read.Issue is not { } now)
            return read.Outcome;
        var edit = new Edit(issue.Id, now, zone) { CanPush = (await cache.RepositoryAsync(cancellationToken)).CanPush };
        foreach (var step in Steps(edit, issue, patch, cancellationToken))
            await edit.TryAsync(step);
        return edit.Outcome ?? AfterWrite(await ReadAsync(issue, edit.Remarks, cancellationToken));
    }

    /// <summary>What was written may be there though the issue cannot be read now.</summary>
    public static ReadOutcome AfterWrite(ReadOutcome read) => read is ReadOutcome.Failed(var why, _) ? new ReadOutcome.Failed(why, PerhapsDone: true) : read;

    public async Task<ReadOutcome> ReadAsync(IssueRef issue, IReadOnlyList<string> remarks, CancellationToken cancellationToken)
    {
        var read = await reading.IssueAsync(issue, cancellationToken);
        return read.Issue is { } found ? new ReadOutcome.Found(await snapshots.OfAsync(found, remarks, cancellationToken)) : read.Outcome;
    }

    /// <summary>One step a field, so that a field that cannot be written keeps no other from being written.</summary>
    private IEnumerable<Func<Task>> Steps(Edit edit, IssueRef issue, IssuePatch patch, CancellationToken cancellationToken)
    {
        if (patch.Priority is { } priority)
            yield return () => PrioritiseAsync(edit, priority, cancellationToken);
        if (patch.Withdrawn is { } withdrawn)
            yield return () => FlagAsync(edit, GitHubWords.WithdrawnLabel, withdrawn, cancellationToken);
        if (patch.Owner is { } owner)
            yield return () => AssignAsync(edit, owner.To, cancellationToken);
        if (patch.Deadline is { } deadline)
            yield return () => SetDeadlineAsync(edit, deadline.To, cancellationToken);
        yield return () => RewriteAsync(edit, issue, patch.Title, cancellationToken);
        if (patch.State is { } state)
            yield return () => CloseAsync(edit, state, patch.DuplicateOf, cancellationToken);
    }

    /// <summary>Title, body and milestone go together in one change.</summary>
    private async Task RewriteAsync(Edit edit, IssueRef issue, string? title, CancellationToken cancellationToken)
    {
        if (title is not null && GitHubWords.Title(title) is var wanted && wanted != edit.Issue.Title)
        {
            edit.Change["title"] = wanted;
            edit.Retitle(title);
        }
        if (edit.Body != (edit.Issue.Body ?? ""))
        {
            await ConfirmBodyAsync(issue, edit.Issue, cancellationToken);
            edit.Change["body"] = edit.Body;
        }
        if (edit.Change.Count > 0)
            edit.Took((await client.ChangeIssueAsync(issue.Id, edit.Change, cancellationToken)).Answer);
    }

    /// <summary>The body is sent as a whole, people's words in it too, so what it was before is looked at twice.</summary>
    private async Task ConfirmBodyAsync(IssueRef issue, GitHubIssueDto now, CancellationToken cancellationToken)
    {
        if (now.ShowsBody && await reading.IssueAsync(issue, cancellationToken) is { Issue: { ShowsBody: true } again } && again.Body == now.Body)
            return;
        throw new TrackerException(TrackerFault.Unavailable,
            $"The text of {issue.Number} changes while it is read, or is not shown. It is written in the next pass.")
        {
            OfOneIssue = true
        };
    }

    private async Task PrioritiseAsync(Edit edit, Priority priority, CancellationToken cancellationToken)
    {
        edit.SetLine(GitHubBodyFacts.Priority, priority.ToString());
        await FlagAsync(edit, GitHubWords.PriorityLabel(priority), true, cancellationToken);
        foreach (var old in edit.Labels.Where(label => GitHubWords.PriorityOf(label) is { } other && other != priority).ToArray())
            await FlagAsync(edit, old, false, cancellationToken);
        if (edit.CanPush)
            await SetFieldsAsync(edit, (await cache.FieldsAsync(cancellationToken)).Wishes(priority, null), cancellationToken);
    }

    private async Task FlagAsync(Edit edit, string label, bool on, CancellationToken cancellationToken)
    {
        if (edit.Labels.Contains(label, StringComparer.OrdinalIgnoreCase) == on || edit.Lacks($"label \"{label}\""))
            return;
        if (on && (await cache.EnsureLabelsAsync([label], cancellationToken)).TryGetValue(label, out var why))
            edit.Remarks.Add($"Label \"{label}\" could not be made: {why}");
        else if (on)
            edit.Took(await client.AddLabelAsync(edit.Number, label, cancellationToken));
        else
            edit.Removed(await client.RemoveLabelAsync(edit.Number, label, cancellationToken));
    }

    /// <summary>Only the assignee that we set makes way; a failed look-up changes nobody.</summary>
    private async Task AssignAsync(Edit edit, string? owner, CancellationToken cancellationToken)
    {
        var assignee = await cache.AssigneeAsync(owner, cancellationToken);
        if (assignee.Problem is { } problem)
            edit.Remarks.Add($"Not assigned to {owner}: {problem}.");
        // Whoever cannot be read may be the one who makes way.
        if (edit.Issue.Assignees.Any(a => a.Login is null))
            throw new TrackerException(TrackerFault.Unavailable, $"An assignee of #{edit.Number} cannot be read. The owner is written in the next pass.")
            {
                OfOneIssue = true
            };
        var ours = snapshots.AssignedByUs(edit.Issue);
        if (assignee.Problem is null && !edit.Lacks("assignee") && !SameLogin(ours, assignee.Login))
        {
            if (assignee.Login is { } login && !edit.Issue.Assignees.Any(a => SameLogin(a.Login, login)))
                edit.Took(await client.AssignAsync(edit.Number, login, cancellationToken));
            if (ours is not null)
                edit.Removed(await client.UnassignAsync(edit.Number, ours, cancellationToken));
        }
        // Last, since it tells whom we assigned: where the assignees could not be written, they are written in the next pass.
        edit.SetLine(GitHubBodyFacts.Owner, GitHubBody.OwnerWords(owner, assignee.ForReader));
    }

    private async Task SetDeadlineAsync(Edit edit, Deadline? deadline, CancellationToken cancellationToken)
    {
        // Written anywhere else, it would leave the field with the former day.
        var place = await cache.DeadlinePlaceOfAsync(edit.Issue, cancellationToken) ?? throw new TrackerException(TrackerFault.Unavailable,
            $"GitHub does not show the organisation's issue fields, and the deadline of #{edit.Number} lives in one. It is written in the next pass.")
        {
            OfOneIssue = true
        };
        if (place == DeadlinePlace.Body && !edit.SetDeadlineLine(deadline))
            return;
        else if (place == DeadlinePlace.Milestone)
            edit.Change["milestone"] = deadline is { } due ? await cache.MilestoneAsync(due, cancellationToken) : null;
        if (place != DeadlinePlace.Body)
            edit.TellDeadline(deadline);
        if (place != DeadlinePlace.Field)
            return;
        var fields = await cache.FieldsAsync(cancellationToken);
        if (deadline is not null)
            await SetFieldsAsync(edit, fields.Wishes(null, deadline?.DayIn(zone)), cancellationToken);
        else
            edit.Removed(await client.ClearFieldAsync(edit.Number, fields.Deadline!.Id, cancellationToken));
    }

    private async Task SetFieldsAsync(Edit edit, IReadOnlyList<GitHubFieldWish> wishes, CancellationToken cancellationToken)
    {
        if (wishes.Count == 0 || !edit.Took(await client.SetFieldsAsync(edit.Number, wishes, cancellationToken)))
            return;
        if (await client.ShownValuesAsync(edit.Number, cancellationToken) is { } values)
            edit.Remarks.AddRange(wishes.Where(wish => !wish.IsGranted(values)).Select(wish => $"GitHub did not take the field {wish.Name}: {wish.Value}."));
        else
            edit.Remarks.Add("GitHub does not show whether it took the fields.");
    }

    /// <summary>Closes what is open; what is closed, by whomever, stays as it is.</summary>
    private async Task CloseAsync(Edit edit, ItemState state, IssueRef? original, CancellationToken cancellationToken)
    {
        if (edit.Issue.State == "closed")
            return;
        var close = new JsonObject
        {
            ["state"] = "closed",
            ["state_reason"] = state switch { ItemState.Done => "completed", ItemState.Duplicate => "duplicate", _ => "not_planned" }
        };
        if (state == ItemState.Duplicate && original is not null && await reading.IssueAsync(original, cancellationToken) is { Issue: { } stays })
            close["duplicate_issue_id"] = stays.Id;
        var answer = (await client.ChangeIssueAsync(edit.Number, close, cancellationToken)).Answer;
        if (answer.Status == HttpStatusCode.UnprocessableEntity && state == ItemState.Duplicate)
        {
            // Older Enterprise servers have no such reason; a label tells it there.
            await FlagAsync(edit, GitHubWords.DuplicateLabel, true, cancellationToken);
            var without = new JsonObject { ["state"] = "closed", ["state_reason"] = "not_planned" };
            answer = (await client.ChangeIssueAsync(edit.Number, without, cancellationToken)).Answer;
        }
        edit.Took(answer);
    }

    private static bool SameLogin(string? one, string? other) => one is not null && one.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>One update under way: the issue as it was read, and what became of the writes.</summary>
    private sealed class Edit(string number, GitHubIssueDto issue, TimeZoneInfo zone)
    {
        private readonly List<TrackerException> _troubles = [];
        private readonly List<Answer> _notTaken = [];
        private bool _taken;

        public string Number => number;

        public GitHubIssueDto Issue => issue;

        public required bool CanPush { get; init; }

        public IReadOnlyList<string> Labels { get; } = [.. issue.Labels.Select(label => label.Name).OfType<string>()];

        public string Body { get; private set; } = issue.Body ?? "";

        public JsonObject Change { get; } = [];

        public List<string> Remarks { get; } = [];

        /// <summary>Null where everything was taken.</summary>
        public ReadOutcome? Outcome => _troubles.Count > 0
            ? new ReadOutcome.Failed(string.Join(' ', _troubles.Select(t => t.Message).Concat(_notTaken.Select(GitHubAnswers.Refusal)).Distinct()),
                _troubles.Exists(t => t.PerhapsDone) || _taken)
            : _notTaken.Count > 0 ? GitHubAnswers.Outcome(_notTaken) : null;

        /// <summary>Does a step; trouble with this one issue ends the step and not the others.</summary>
        public async Task TryAsync(Func<Task> step)
        {
            try
            {
                await step();
            }
            catch (TrackerException trouble) when (trouble.OfOneIssue)
            {
                _troubles.Add(trouble);
            }
        }

        public void SetLine(string name, string value) => Body = GitHubBodyFacts.Replace(Body, name, value);

        /// <summary>A field or milestone is where this deadline lives; the body's line tells what the document says.</summary>
        public void TellDeadline(Deadline? deadline) => Body = GitHubBodyFacts.TellDeadline(
            Body, deadline is null ? IssueText.Words(deadline, zone) : $"{IssueText.Words(deadline, zone)} {IssueText.FromDocument}");

        /// <summary>
        /// The body is where this deadline lives, so a line that somebody took away comes back. False, and remarked, where people wrote what cannot be read:
        /// nobody can say what would be lost.
        /// </summary>
        public bool SetDeadlineLine(Deadline? deadline)
        {
            var line = GitHubBodyFacts.Read(Body, GitHubBodyFacts.Deadline);
            if (line is not null && GitHubDeadlineLine.Read(line, zone).Unread is { } unread)
            {
                Remarks.Add($"The deadline was not written over: {unread}.");
                return false;
            }
            var value = IssueText.Words(deadline, zone) + WordsBehind(line, deadline);
            Body = GitHubBodyFacts.TakeDeadline(Body, value);
            SetLine(GitHubBodyFacts.Deadline, value);
            if (GitHubBodyFacts.Read(Body, GitHubBodyFacts.Deadline) is null)
                Body = $"{Body.TrimEnd()}\n\n{GitHubBodyFacts.Line(GitHubBodyFacts.Deadline, value)}\n";
            return true;
        }

        /// <summary>What people wrote there stays; where they wrote nothing, it says where the deadline is from.</summary>
        private string WordsBehind(string? line, Deadline? deadline)
        {
            var behind = GitHubDeadlineLine.WordsBehind(line, zone)
                .Replace($" {IssueText.FromDefault}", "", StringComparison.Ordinal).Replace($" {IssueText.FromDocument}", "", StringComparison.Ordinal);
            return behind.Length == 0 && deadline is not null ? $" {IssueText.FromDocument}" : behind;
        }

        /// <summary>Earlier versions wrote the action into the body, too; changed only where nobody rewrote it.</summary>
        public void Retitle(string title) =>
            Body = Body.Replace($"\n\n{GitHubText.Line(issue.Title)}\n", $"\n\n{GitHubText.Line(title)}\n", StringComparison.Ordinal);

        /// <summary>True, and remarked, where GitHub would silently drop it.</summary>
        public bool Lacks(string what)
        {
            if (!CanPush)
                Remarks.Add($"The token has no push access, so GitHub does not take the {what}.");
            return !CanPush;
        }

        public bool Took(Answer answer)
        {
            _taken |= answer.IsSuccess;
            if (!answer.IsSuccess)
                _notTaken.Add(answer);
            return answer.IsSuccess;
        }

        /// <summary>What is not there any more is removed, too.</summary>
        public void Removed(Answer answer)
        {
            if (answer.Status != HttpStatusCode.NotFound)
                Took(answer);
        }
    }
}
