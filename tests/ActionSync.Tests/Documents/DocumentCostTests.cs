using System.Text;
using ActionSync.Documents.Json;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents;

/// <summary>
/// Large files cost time and memory in proportion to their size, whatever stands in them. Ten megabytes are judged by the program itself (LargeDocumentTests).
/// </summary>
public sealed class DocumentCostTests
{
    private const int Size = 100_000;

    public static TheoryData<string> Shapes =>
        ["incidents", "unknown keys", "problems on one line", "line breaks in a title", "repeated keys", "one long string", "objects in a list"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Four_times_the_document_costs_about_four_times_the_work(string shape) =>
        LinearWork.IsDoneBy(text => IncidentParser.Parse(text, TimeZoneInfo.Utc), Text(shape, Size), Text(shape, Size * LinearWork.Times), shape);

    private static byte[] Text(string shape, int size)
    {
        string Many(Func<int, string> part)
        {
            var text = new StringBuilder();
            for (var n = 0; text.Length < size; n++)
                text.Append(n > 0 ? "," : "").Append(part(n));
            return text.ToString();
        }
        return Encoding.UTF8.GetBytes(shape switch
        {
            "incidents" => $"[{Many(n => Some.Document(string.Join(',', Enumerable.Range(0, 20).Select(i => $"{{\"title\":\"Do number {i}\",\"owner\":\"a@b.c\",\"priority\":\"P2\",\"deadline\":\"2024-02-01\"}}")), $"I-{n}"))}]",
            "unknown keys" => $"{{{Many(n => $"\"key{n}\":{n}")}}}",
            "problems on one line" => Some.Document(Many(n => $"{{\"title\":{n}}}")),
            "line breaks in a title" => Some.Document($"{{\"title\":\"{string.Concat(Enumerable.Repeat("\\n a", size / 4))}\"}}"),
            "repeated keys" => $"{{{Many(_ => "\"a\":1")}}}",
            "one long string" => Some.Document($"{{\"title\":\"A\",\"x\":\"{new string('é', size / 2)}\"}}"),
            _ => $"{{\"x\":[{{{string.Join(',', Enumerable.Range(0, size / 200).Select(n => $"\"k{n}\":0"))}}},{Many(n => $"{{\"a\":{n}}}")}]}}",
        });
    }
}
