using System.Diagnostics;
using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Json;

namespace ActionSync.Tests.Documents;

/// <summary>Big files cost time in proportion to their size; the bounds are wide enough for a busy machine, and far below what anything quadratic takes.</summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    private const int TenMegabytes = 10_000_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Shapes => ["incidents", "unknown keys", "problems on one line", "line breaks in a title", "repeated keys", "one long string", "objects in a list"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Ten_megabytes_of_anything_are_read_in_seconds(string shape)
    {
        var text = Encoding.UTF8.GetBytes(shape switch
        {
            "incidents" => $"[{Many(n => Some.Document(string.Join(',', Enumerable.Range(0, 20).Select(i => $"{{\"title\":\"Do number {i}\",\"owner\":\"a@b.c\",\"priority\":\"P2\",\"deadline\":\"2024-02-01\"}}")), $"I-{n}"))}]",
            "unknown keys" => $"{{{Many(n => $"\"key{n}\":{n}")}}}",
            "problems on one line" => Some.Document(Many(n => $"{{\"title\":{n}}}")),
            "line breaks in a title" => Some.Document($"{{\"title\":\"{string.Concat(Enumerable.Repeat("\\n a", TenMegabytes / 4))}\"}}"),
            "repeated keys" => $"{{{Many(_ => "\"a\":1")}}}",
            "one long string" => Some.Document($"{{\"title\":\"A\",\"x\":\"{new string('é', TenMegabytes / 2)}\"}}"),
            _ => $"{{\"x\":[{{{string.Join(',', Enumerable.Range(0, 50_000).Select(n => $"\"k{n}\":0"))}}},{Many(n => $"{{\"a\":{n}}}")}]}}",
        });
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var file = IncidentParser.Parse(text, TimeZoneInfo.Utc);
        output.WriteLine($"{shape}: {text.Length / 1e6:F1} MB in {watch.ElapsedMilliseconds} ms, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / 1e6:F1} MB allocated, {file.Incidents.Count} incidents, {file.Problems.Count} problems");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Bound);
    }

    private static string Many(Func<int, string> part)
    {
        var text = new StringBuilder();
        for (var n = 0; text.Length < TenMegabytes; n++)
            text.Append(n > 0 ? "," : "").Append(part(n));
        return text.ToString();
    }
}
