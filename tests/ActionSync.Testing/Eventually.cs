using System.Diagnostics;

namespace ActionSync.Testing;

/// <summary>Waits for a condition of another process or thread; fails with a sentence when it does not come about.</summary>
public static class Eventually
{
    public static Task IsTrue(Func<bool> condition, string what, TimeSpan? within = null) => IsTrue(() => Task.FromResult(condition()), what, within);

    public static async Task IsTrue(Func<Task<bool>> condition, string what, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(30);
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > limit)
                Assert.Fail($"Not within {limit}: {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
