using System.Net;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Web.Api;

/// <summary>What the API answers while a part of the worker cannot do its work.</summary>
public sealed class ApiTroubleTests
{
    [Fact]
    public async Task Where_documents_are_read_in_place_none_is_handed_in_and_plans_are_made_all_the_same()
    {
        await using var worker = await HostedWorker.StartAsync(TimeProvider.System, place => place.Env("Intake:KeepInPlace", "true"));
        using var http = new HttpClient();
        using var body = new StringContent(Json("INC-1", Item("Take the first step")));
        using var refused = await http.PostAsync(new Uri($"{worker.Url}/api/incidents"), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Intake:KeepInPlace", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var planned = await http.PostAsync(new Uri($"{worker.Url}/api/incidents?dryRun=true"), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, planned.StatusCode);
    }
}
