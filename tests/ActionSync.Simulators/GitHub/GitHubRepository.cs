using System.Collections.Immutable;

namespace ActionSync.Simulators.GitHub;

/// <summary>A repository's books; tests look into them and act on them as people do.</summary>
public sealed class GitHubRepository(GitHubWorld world, long id, string owner, string name)
{
    private readonly Dictionary<int, GitHubIssue> _issues = [];
    private readonly Dictionary<int, List<GitHubIssue>> _versions = [];

    public long Id => id;

    public string Owner { get; private set; } = owner;

    public string Name { get; private set; } = name;

    public string FullName => $"{Owner}/{Name}";

    public DateTimeOffset CreatedAt { get; } = world.Now;

    /// <summary>Owned by an organisation, so that issue fields can exist.</summary>
    public bool IsOrganisation { get; set; } = true;

    public bool HasIssues { get; set; } = true;

    public bool IsArchived { get; set; }

    /// <summary>The answer to everything is 404.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Who can be assigned.</summary>
    public HashSet<string> Assignable { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a login that cannot be assigned does to a create: 422, or the login is silently dropped.</summary>
    public bool RefusesUnassignable { get; set; } = true;

    public List<GitHubLabel> Labels { get; } = [new("bug", "d73a4a", "Something isn't working")];

    public List<GitHubMilestone> Milestones { get; } = [];

    /// <summary>All that is or was here, pull requests too, by number.</summary>
    public IReadOnlyList<GitHubIssue> Everything => world.Locked(() => _issues.Values.OrderBy(i => i.Number).ToArray());

    /// <summary>The issues that are here now.</summary>
    public IReadOnlyList<GitHubIssue> Issues => [.. Everything.Where(i => !i.IsPullRequest && i.Whereabouts == Whereabouts.Here)];

    public GitHubIssue this[int number] => world.Locked(() => _issues[number]);

    internal GitHubIssue? Find(int number) => _issues.GetValueOrDefault(number);

    internal int NextNumber => _issues.Count + 1;

    /// <summary>The repository's new name; the old one redirects.</summary>
    public void Rename(string to) => world.Locked(() =>
    {
        world.Redirects[FullName] = Id;
        (Owner, Name) = (to.Split('/')[0], to.Split('/')[1]);
        return 0;
    });

    /// <summary>A person opens an issue.</summary>
    public GitHubIssue Open(string title, string body = "", string by = "visitor", bool pullRequest = false) => world.Locked(() => Put(new GitHubIssue
    {
        Number = NextNumber,
        Id = world.NextId(),
        Title = title,
        Body = body,
        User = by,
        CreatedAt = world.Now,
        IsPullRequest = pullRequest,
    }));

    /// <summary>Thousands of issues and pull requests of others, one an hour until now, every third a pull request.</summary>
    public void OpenForeign(int count) => world.Locked(() =>
    {
        for (var i = 0; i < count; i++)
        {
            var at = world.Now.AddHours(i - count);
            Enter(new GitHubIssue
            {
                Number = NextNumber,
                Id = world.NextId(),
                Title = $"Foreign {i}",
                Body = $"Somebody else's matter {i}.",
                User = "visitor",
                CreatedAt = at,
                UpdatedAt = at,
                IsPullRequest = i % 3 == 0,
            });
        }
        return count;
    });

    /// <summary>A person changes an issue.</summary>
    public GitHubIssue Edit(int number, Func<GitHubIssue, GitHubIssue> change) => world.Locked(() => Put(change(_issues[number])));

    public GitHubIssue Close(int number, string reason = "completed", string by = "visitor") => Edit(number, i => Closed(i, reason, by));

    /// <summary>A person merges a pull request, which closes it.</summary>
    public GitHubIssue Merge(int number, string by = "visitor") => Edit(number, i => Closed(i, "completed", by) with { MergedAt = world.Now });

    public GitHubIssue Reopen(int number) =>
        Edit(number, i => i with { IsOpen = true, StateReason = i.IsPullRequest ? null : "reopened", ClosedAt = null, ClosedBy = null });

    public GitHubIssue Assign(int number, params string[] logins) => Edit(number, i => i with { Assignees = [.. logins] });

    public GitHubIssue AddLabel(int number, string label) => Edit(number, i => i with { Labels = i.Labels.Add(label) });

    public GitHubIssue RemoveLabel(int number, string label) => Edit(number, i => i with { Labels = i.Labels.Remove(label) });

    /// <summary>Sets an issue field by its name.</summary>
    public GitHubIssue SetField(int number, string field, string? value) => Edit(number, i =>
    {
        var known = world.FieldsOf(Owner).First(f => f.Name == field);
        return i with { Fields = value is null ? i.Fields.Remove(known.Id) : i.Fields.SetItem(known.Id, value) };
    });

    public GitHubIssue Comment(int number, string body, string by = "visitor") =>
        Edit(number, i => i with { Comments = i.Comments.Add(new GitHubComment(world.NextId(), by, body, world.Now)) });

    /// <summary>A person writes other words into a line of the body such as "- **Deadline:** 2026-11-20".</summary>
    public GitHubIssue Reword(int number, string line, string words) => Edit(number, i => i with
    {
        Body = string.Join('\n', i.Body.Split('\n').Select(l => l.StartsWith($"- **{line}:**", StringComparison.Ordinal) ? $"- **{line}:** {words}" : l)),
    });

    /// <summary>A person or a bot locks the conversation.</summary>
    public GitHubIssue Lock(int number) => Edit(number, i => i with { IsLocked = true });

    public void Delete(int number) => Edit(number, i => i with { Whereabouts = Whereabouts.Deleted });

    public void Hide(int number) => Edit(number, i => i with { Whereabouts = Whereabouts.Hidden });

    /// <summary>Moves an issue to another repository, where it gets a new number.</summary>
    public GitHubIssue Transfer(int number, GitHubRepository to)
    {
        var old = this[number];
        var moved = to.Open(old.Title, old.Body, old.User);
        Edit(number, i => i with { Whereabouts = Whereabouts.Transferred, MovedTo = $"/repositories/{to.Id}/issues/{moved.Number}" });
        return moved;
    }

    internal GitHubIssue Closed(GitHubIssue issue, string reason, string by) =>
        // Of a pull request GitHub tells no reason.
        issue with { IsOpen = false, StateReason = issue.IsPullRequest ? null : reason, ClosedAt = world.Now, ClosedBy = by };

    /// <summary>Enters a version of an issue into the books.</summary>
    internal GitHubIssue Put(GitHubIssue issue) => Enter(issue with { UpdatedAt = world.Now });

    private GitHubIssue Enter(GitHubIssue entered)
    {
        _issues[entered.Number] = entered;
        if (!_versions.TryGetValue(entered.Number, out var versions))
            _versions[entered.Number] = versions = [];
        versions.Add(entered);
        return entered;
    }

    /// <summary>What lists show: the books as they were <see cref="GitHubWorld.ListLag"/> ago.</summary>
    internal IEnumerable<GitHubIssue> Listed()
    {
        if (world.ListLag == TimeSpan.Zero)
            return _issues.Values;
        var then = world.Now - world.ListLag;
        return _versions.Values.Select(v => v.FindLast(i => i.UpdatedAt <= then)).OfType<GitHubIssue>();
    }
}
