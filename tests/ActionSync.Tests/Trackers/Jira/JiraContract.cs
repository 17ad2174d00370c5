using ActionSync.Simulators.Jira;

namespace ActionSync.Tests.Trackers.Jira;

public sealed class JiraCloudContract : TrackerContract
{
    internal override async Task<TrackerHarness> StartAsync() => await JiraHarness.StartAsync(JiraMode.Cloud);
}

public sealed class JiraDataCenterContract : TrackerContract
{
    internal override async Task<TrackerHarness> StartAsync() => await JiraHarness.StartAsync(JiraMode.DataCenter);
}
