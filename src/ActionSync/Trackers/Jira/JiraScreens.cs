using System.Text.Json.Serialization.Metadata;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>Reads the create screen once an hour: administrators change it, but not often.</summary>
internal sealed class JiraScreens(JiraClient client)
{
    private const int PageSize = 100;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly JiraOptions _options = client.Options;
    private volatile Known? _known;

    public async Task<JiraScreen> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && client.Clock.GetElapsedTime(known.At) < Fresh)
            return known.Screen;
        var screen = await ReadAsync(cancellationToken);
        _known = new Known(screen, client.Clock.GetTimestamp());
        return screen;
    }

    /// <summary>Jira refused what the screen had allowed, so it is read anew next time.</summary>
    public void Forget() => _known = null;

    /// <summary>Whether our issues carry labels, so that they can be searched by them.</summary>
    public async Task<bool> LabelsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await GetAsync(cancellationToken)).Has("labels");
        }
        catch (TrackerException e) when (e.Fault is TrackerFault.Forbidden or TrackerFault.NotFound)
        {
            // An account that may only read sees no create screen; what others created has labels in all but rare projects.
            return true;
        }
    }

    private async Task<JiraScreen> ReadAsync(CancellationToken cancellationToken)
    {
        var types = (await PagesAsync(
            start => client.Api.IssueTypesAsync(_options.Project, start, PageSize, cancellationToken),
            JiraJson.Default.JiraIssueTypePage, p => (p.List, p.Total, p.IsLast), t => t.Value?.Id))
            .Select(t => t.Value).OfType<JiraIssueType>().Where(t => t.Id is not null && JiraIssue.IsNumber(t.Id)).ToList();
        if (types.Count == 0)
            throw new TrackerException(TrackerFault.Forbidden,
                $"Jira shows no issue types of project {_options.Project}: the account may not create issues there. Give it the Create Issues permission, or correct Trackers:{_options.Name}:Project.");
        var type = types.Find(t => _options.IssueType.Equals(t.Name, StringComparison.OrdinalIgnoreCase)) ?? types.Find(t => t.Id == _options.IssueType)
            ?? throw new TrackerException(TrackerFault.NotFound,
                $"Project {_options.Project} has no issue type \"{_options.IssueType}\". Set Trackers:{_options.Name}:IssueType to one of: {string.Join(", ", types.Where(t => !t.Subtask.Value).Select(t => t.Name))}.");
        var fields = await PagesAsync(
            start => client.Api.CreateFieldsAsync(_options.Project, type.Id!, start, PageSize, cancellationToken),
            JiraJson.Default.JiraFieldPage, p => (p.List, p.Total, p.IsLast), f => f.Value?.FieldId ?? f.Value?.Key);
        return new JiraScreen(_options.Project, type, [.. fields.Select(JiraScreenField.Of).OfType<JiraScreenField>()]);
    }

    private static async Task<List<T>> PagesAsync<TPage, T>(
        Func<int, Task<HttpResponseMessage>> from, JsonTypeInfo<TPage> type, Func<TPage, (IReadOnlyList<T>? List, int? Total, bool? IsLast)> read,
        Func<T, string?> id)
        where TPage : class
    {
        var (all, turning) = (new List<T>(), new PageTurning(JiraClient.Service, "0"));
        while (true)
        {
            var answer = JiraAnswers.Good(await from(all.Count).AnswerAsync());
            var (list, total, isLast) = read(answer.Read(type));
            if (list is null)
                throw new TrackerException(TrackerFault.Unavailable,
                    $"Jira's answer to {answer.Url.AbsolutePath} lists nothing: none of $.issueTypes, $.fields and $.values is there. It is asked again in the next pass.");
            all.AddRange(list);
            // Some versions tell no total; then a page that is not the last says so.
            if (list.Count == 0 || isLast == true || (total is { } count ? all.Count >= count : isLast != false))
                return all;
            turning.Turn($"{all.Count}", list.Select(entry => (object)(id(entry) ?? "")));
        }
    }

    private sealed record Known(JiraScreen Screen, long At);
}
