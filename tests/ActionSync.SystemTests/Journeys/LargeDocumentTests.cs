using System.Text.Json.Nodes;
using ActionSync.Documents;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The largest documents that are accepted are judged and planned in little memory.</summary>
public sealed class LargeDocumentTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Ten_thousand_renames_are_planned_in_little_memory()
    {
        using var installation = new Actionsync().TakingInMany().With("Trackers:board:Kind", "Folder").With("Trackers:board:MaxCreatesPerRun", "1");
        string Document(string word) => Incident.Json("INC-1", [.. Enumerable.Range(0, Limits.ActionItems).Select(n => (JsonNode)$"Item {word} {n}")]);

        (await installation.RunSmallAsync(output, "once", "--no-remind", installation.Write("a.json", Document("number")))).Exits(3);
        var plan = (await installation.RunSmallAsync(output, "plan", installation.Write("b.json", Document("nummer")))).Exits(0);

        Assert.Equal(Limits.ActionItems, plan.Stdout.Split('\n').Count(line => line.StartsWith("  > ", StringComparison.Ordinal)));
    }

    public static TheoryData<string> Documents =>
        ["one long string", "brackets", "keys", "numbers for items", "spaces", "long titles", "marks", "incidents", "lines", "escapes"];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Ten_megabytes_of_anything_are_judged_in_little_memory(string kind)
    {
        const int size = 10_000_000;
        using var installation = new Actionsync();
        string Many(string piece) => string.Concat(Enumerable.Repeat(piece, size / piece.Length));
        var text = kind switch
        {
            "one long string" => $$"""{"incident":{"id":"I","title":"T","x":"{{Many("a")}}"},"action_items":[]}""",
            "brackets" => Many("["),
            "keys" => "{\"incident\":{\"id\":\"I\",\"title\":\"T\"" + string.Concat(Enumerable.Range(0, size / 15).Select(n => $",\"key{n}\":1")) + "}}",
            "numbers for items" => $$"""{"incident":{"id":"I","title":"T"},"action_items":[{{Many("1,")}}1]}""",
            "spaces" => Many(" \n"),
            "long titles" => $$"""{"incident":{"id":"I","title":"T"},"action_items":[{{string.Join(',', Enumerable.Range(0, Limits.ActionItems).Select(n => $"{{\"title\":\"{n} {new string('x', 950)}\"}}"))}}]}""",
            "marks" => $$"""{"incident":{"id":"I","title":"T","x":"{{Many("\u0301")[..(size / 2)]}}"},"action_items":[]}""",
            "incidents" => $"[{string.Join(',', Enumerable.Range(0, 9_000).Select(n => Incident.Json($"I-{n}", "a", "b", "c")))}]",
            "lines" => $$"""{"incident":{"id":"I","title":"T"},"action_items":[{"title":"a{{Many("\\n")}}"}]}""",
            _ => $$"""{"incident":{"id":"I","title":"{{Many("\\u0041")}}"},"action_items":[]}""",
        };

        var ran = await installation.RunSmallAsync(output, "check", installation.Write("big.json", text));

        Assert.True(ran.ExitCode is 0 or 1, $"{ran.ExitCode}\n{ran.Stdout}\n{ran.Stderr}");
    }
}
