namespace ActionSync.Simulators.Jira;

/// <summary>
/// Jira's own books: projects, people, and every state that every issue ever had. Reads of one issue are consistent; the search index sees a state
/// only <see cref="IndexLag"/> after it was written.
/// </summary>
public sealed class JiraBook(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, List<Version>> _versions = [];
    private readonly Dictionary<string, long> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, JiraProject> _projects = new(StringComparer.OrdinalIgnoreCase);
    private long _lastId = 10_000;

    public TimeSpan IndexLag { get; set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public List<JiraUser> Users { get; } = [];

    public IReadOnlyCollection<JiraProject> Projects => _projects.Values;

    /// <summary>All issues that exist now, oldest first.</summary>
    public IReadOnlyList<JiraIssue> Issues
    {
        get
        {
            lock (_gate)
                return [.. _versions.Values.Select(v => v[^1].Issue).OfType<JiraIssue>().OrderBy(i => i.Id)];
        }
    }

    public JiraProject AddProject(string key)
    {
        var project = new JiraProject((10_000 + _projects.Count).ToString(), key, Users);
        _projects.Add(key, project);
        return project;
    }

    public JiraProject? Project(string? idOrKey) =>
        Projects.FirstOrDefault(p => !p.Hidden && (p.Id == idOrKey || p.Key.Equals(idOrKey, StringComparison.OrdinalIgnoreCase)))
        ?? Projects.FirstOrDefault(p => !p.Hidden && idOrKey is not null && p.FormerKeys.Contains(idOrKey));

    /// <summary>An administrator gives the project another key: its issues get new ones, and the old ones lead on.</summary>
    public void Rekey(JiraProject project, string key)
    {
        lock (_gate)
        {
            var issues = Issues.Where(i => i.Project.Equals(project.Key, StringComparison.OrdinalIgnoreCase)).ToList();
            _projects.Remove(project.Key);
            project.Rekey(key);
            _projects.Add(key, project);
            foreach (var issue in issues)
            {
                var rekeyed = issue with { Key = $"{key}-{issue.Number}", Project = key };
                _ids[rekeyed.Key] = issue.Id;
                _versions[issue.Id].Add(new(Now + IndexLag, rekeyed));
            }
        }
    }

    /// <summary>By id, key, or a key that it had before it was moved; null where it is gone or hidden.</summary>
    public JiraIssue? Find(string idOrKey)
    {
        lock (_gate)
        {
            if (!_ids.TryGetValue(idOrKey, out var id) && !(long.TryParse(idOrKey, out id) && _versions.ContainsKey(id)))
                return null;
            return _versions[id][^1].Issue is { } issue && Project(issue.Project) is not null ? issue : null;
        }
    }

    public JiraIssue this[string idOrKey] => Find(idOrKey) ?? throw new KeyNotFoundException($"No issue {idOrKey}.");

    /// <summary>What the search index shows now.</summary>
    public IReadOnlyList<JiraIssue> Indexed()
    {
        lock (_gate)
        {
            var now = Now;
            return [.. _versions.Values.Select(v => v.FindLast(x => x.VisibleAt <= now)?.Issue).OfType<JiraIssue>().Where(i => Project(i.Project) is not null)];
        }
    }

    public JiraIssue Add(JiraProject project, Func<long, string, JiraIssue> make)
    {
        lock (_gate)
        {
            var issue = make(++_lastId, $"{project.Key}-{++project.LastNumber}");
            _ids[issue.Key] = issue.Id;
            _versions[issue.Id] = [new(Now + IndexLag, issue)];
            return issue;
        }
    }

    public JiraIssue Change(string idOrKey, Func<JiraIssue, JiraIssue> change)
    {
        lock (_gate)
        {
            var issue = change(this[idOrKey]) with { Updated = Now };
            _ids[issue.Key] = issue.Id;
            _versions[issue.Id].Add(new(Now + IndexLag, issue));
            return issue;
        }
    }

    public void Delete(string idOrKey)
    {
        lock (_gate)
            _versions[this[idOrKey].Id].Add(new(Now + IndexLag, null));
    }

    internal string NextKey(JiraProject project) => $"{project.Key}-{++project.LastNumber}";

    private sealed record Version(DateTimeOffset VisibleAt, JiraIssue? Issue);
}
