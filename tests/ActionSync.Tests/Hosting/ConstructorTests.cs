using ActionSync.Hosting;
using ActionSync.Scheduling;
using ActionSync.Testing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace ActionSync.Tests.Hosting;

/// <summary>A job whose construction fails is never run again by Quartz, so nothing that it is made of may touch the disk when it is made.</summary>
public sealed class ConstructorTests : IDisposable
{
    private readonly Workplace _place = new();

    public static TheoryData<Type> Jobs =>
        [.. typeof(Schedule).Assembly.GetTypes().Where(type => typeof(IJob).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false })];

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Of_jobs_touch_no_folder(Type job)
    {
        // Every folder and file of the worker would be inside of a file.
        File.WriteAllText(_place["data"], "");
        var options = _place.Env("Data", Path.Combine("data", "inside")).Env("Trackers:gh:Kind", "GitHub").Env("Trackers:gh:Repository", "a/b")
            .Env("Trackers:gh:Token", "t-1234567")
            .Env("Trackers:jira:Kind", "Jira").Env("Trackers:jira:BaseUrl", "https://acme.example").Env("Trackers:jira:Deployment", "DataCenter")
            .Env("Trackers:jira:Project", "OPS").Env("Trackers:jira:Token", "t-1234567").Options();
        using var services = new ServiceCollection().AddLogging().AddActionSync(options, Catalog.Default, new FakeClock())
            .AddSchedule(WorkerHost.ScheduleOf(options)).BuildServiceProvider();

        Assert.NotNull(ActivatorUtilities.CreateInstance(services, job));
        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(_place.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Of_all_jobs_are_looked_at() => Assert.InRange(Jobs.Count, 3, 30);

    public void Dispose() => _place.Dispose();
}
