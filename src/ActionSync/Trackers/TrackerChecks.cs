using ActionSync.Configuration;
using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Rules;

namespace ActionSync.Trackers;

/// <summary>Each tracker complete in itself, and no two in one place.</summary>
internal static class TrackerChecks
{
    public static void Run(IReadOnlyCollection<TrackerOptions> trackers, IReadOnlyList<TrackerKind> kinds, string currentDirectory, Findings findings)
    {
        foreach (var tracker in trackers)
            kinds.Single(kind => kind.Options == tracker.GetType()).Factory.Check(
                tracker, new CheckedOptions($"Trackers:{tracker.Name}", currentDirectory, findings));
        var places = trackers.Where(tracker => tracker.Location is not null).GroupBy(tracker => tracker.Location, StringComparer.OrdinalIgnoreCase);
        foreach (var same in places.Where(place => place.Count() > 1))
        {
            var names = same.Select(tracker => tracker.Name).ToList();
            findings.Add($"Trackers:{names[^1]}", $"is the same place as Trackers:{names[0]}: {same.Key}; a place needs one tracker");
        }
    }

    /// <summary>The address of the service: needed, absolute, without secrets in it.</summary>
    public static void CheckUrl(this CheckedOptions check, string url, bool sendsToken)
    {
        var key = $"{check.Key}:BaseUrl";
        if (url == "")
            check.Findings.Add(key, "is missing; it must be an absolute http or https address, such as https://example.atlassian.net");
        else if (new HttpUrlAttribute().Expected(url) is { } expected)
            check.Findings.Add(key, $"{Wording.Quote(url)} is not right; it must be {expected}");
        else if (sendsToken && InTheClear.Is(url))
            check.Findings.Notice(key, "is http, so the token travels in the clear; use https");
    }

    public static void CheckLabels(this CheckedOptions check, IReadOnlyList<string> labels, Func<string, string?> problem)
    {
        for (var index = 0; index < labels.Count; index++)
        {
            if ((string.IsNullOrWhiteSpace(labels[index]) ? "it must not be empty" : problem(labels[index])) is { } wrong)
                check.Findings.Add($"{check.Key}:Labels:{index}", $"{Wording.Quote(labels[index])} cannot be a label; {wrong}");
        }
    }
}
