using System.Text;
using System.Text.RegularExpressions;
using ActionSync.Documents;
using ActionSync.Documents.Annotation;
using ActionSync.Items;

namespace ActionSync.Tests.Documents;

/// <summary>What became of its items is filled into every sample, and the sample says the same as before.</summary>
public sealed partial class AnnotationTests
{
    private static readonly DateOnly Day = new(2031, 2, 11);

    public static TheoryData<string, ItemState> SamplesAndStates
    {
        get
        {
            var data = new TheoryData<string, ItemState>();
            foreach (var name in SampleFiles.Names.Where(IsWritable))
            {
                foreach (var state in new[] { ItemState.Open, ItemState.InProgress, ItemState.Done, ItemState.WontDo })
                    data.Add(name, state);
            }
            return data;
        }
    }

    public static TheoryData<string> Samples => [.. SampleFiles.Names.Where(IsWritable)];

    public static TheoryData<string> Exports => [.. SampleFiles.Names.Where(name => SampleFiles.Format(name, SampleFiles.Bytes(name)).Places is null)];

    [Theory]
    [MemberData(nameof(SamplesAndStates))]
    public void A_sample_says_the_same_and_where_each_item_stands(string name, ItemState state)
    {
        foreach (var bytes in Variants(SampleFiles.Bytes(name)))
            AssertFilled(name, bytes, state);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Taking_the_tickets_out_again_gives_the_sample_byte_by_byte(string name)
    {
        foreach (var bytes in Variants(SampleFiles.Bytes(name)))
        {
            var file = SampleFiles.Read(name, bytes);
            var filled = Encoding.UTF8.GetString(Fill(name, bytes, file, (_, n) => new ItemNote(Address(n), null, null)).Bytes);

            for (var n = 0; n < SameReading.Items(file).Count(); n++)
            {
                var link = $"[acme/shop#{100 + n}]({Address(n)})";
                string[] forms = [$" ({link})", $" {link}", $"{link}: ", link, $"    url: {Address(n)}\n", $"    url: {Address(n)}\r\n"];
                filled = forms.Aggregate(filled, (text, form) => text.Replace(form, "", StringComparison.Ordinal));
            }
            Assert.Equal(EmptyCells().Replace(Encoding.UTF8.GetString(bytes), "|"), EmptyCells().Replace(filled, "|"));
        }
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public void Nothing_is_written_into_an_export(string name) =>
        Assert.Throws<ArgumentException>(() => Fill(name, SampleFiles.Bytes(name), SampleFiles.Read(name, SampleFiles.Bytes(name)), (_, _) => null));

    [Theory]
    [InlineData("- [ ] Add an alert", "- [x] Add an alert (LINK) (done 2031-02-11)")]
    [InlineData("- [] Add an alert", "- [x] Add an alert (LINK) (done 2031-02-11)")]
    [InlineData("- [ ] Add an alert (in progress)", "- [x] Add an alert (done 2031-02-11) (LINK)")]
    [InlineData("* Add an alert.", "* Add an alert. (LINK) (done 2031-02-11)")]
    [InlineData("- Add an alert  \n  Owner: bob", "- Add an alert (LINK) (done 2031-02-11)  \n  Owner: bob")]
    [InlineData("- Add an alert\\\n  Owner: bob", "- Add an alert (LINK) (done 2031-02-11)\\\n  Owner: bob")]
    [InlineData("- Add an alert for\n  the queue \t\n  - Owner: bob", "- Add an alert for\n  the queue (LINK) (done 2031-02-11) \t\n  - Owner: bob")]
    [InlineData("1. Add an alert (in progress)", "1. Add an alert (done 2031-02-11) (LINK)")]
    [InlineData("- Add an alert. Status: In progress", "- Add an alert. Status: Done (LINK) (done 2031-02-11)")]
    [InlineData("- Add an alert\n  - Status: open", "- Add an alert (LINK) (done 2031-02-11)\n  - Status: done")]
    [InlineData("- **TODO** Add an alert", "- **DONE** Add an alert (LINK) (done 2031-02-11)")]
    [InlineData("- Add an alert (fixed on 2031-02-09)", "- Add an alert (fixed on 2031-02-09) (LINK)")]
    [InlineData("- ~~Add an alert~~", "- ~~Add an alert~~ (LINK) (done 2031-02-11)")]
    [InlineData("### Add an alert ###\n\nBecause of the queue.", "### Add an alert (LINK) (done 2031-02-11) ###\n\nBecause of the queue.")]
    [InlineData("Add an alert (#12)", null)]
    [InlineData("| Action | Status | Ticket |\n|---|---|---|\n| Add an alert | Open | |\n| Other | Done | x |",
        "| Action | Status | Ticket |\n|---|---|---|\n| Add an alert | Done 2031-02-11 | LINK |\n| Other | Done | x |")]
    [InlineData("| Action | Status | Ticket |\n|---|---|---|\n| Add an alert | ⬜ | TBD |\n| Other | ✅ | x |",
        "| Action | Status | Ticket |\n|---|---|---|\n| Add an alert | ✅ 2031-02-11 | LINK |\n| Other | ✅ | x |")]
    [InlineData("Action | Status | Bug\n---|---|---\nAdd an alert | IN PROGRESS | OPS-12",
        "Action | Status | Bug\n---|---|---\nAdd an alert | DONE 2031-02-11 | OPS-12 LINK")]
    [InlineData("| Action | Owner |\n|---|---|\n| Add an alert | bob |", "| Action | Owner |\n|---|---|\n| Add an alert (LINK) (done 2031-02-11) | bob |")]
    [InlineData("| Action | Status |\n|---|---|\n| Add an alert | **BLOCKED** |",
        "| Action | Status |\n|---|---|\n| Add an alert (LINK) | **DONE** 2031-02-11 |")]
    [InlineData("| Action | Status |\n|---|---|\n| Add an alert | waiting for the vendor |",
        "| Action | Status |\n|---|---|\n| Add an alert (LINK) | ✅ waiting for the vendor |")]
    public void What_is_filled_in_stands_where_the_document_keeps_it(string item, string? expected)
    {
        var bytes = Encoding.UTF8.GetBytes($"# Outage\n\n## Action items\n\n{item}\n\nThe end.\n");
        var file = SampleFiles.Read("x.md", bytes);

        var filled = Fill("x.md", bytes, file, (_, n) => n == 0 ? new ItemNote(Address(n), ItemState.Done, Day) : null);

        var link = $"[acme/shop#100]({Address(0)})";
        var right = (expected ?? item).Replace("LINK", link, StringComparison.Ordinal);
        Assert.Equal($"# Outage\n\n## Action items\n\n{right}\n\nThe end.\n", Encoding.UTF8.GetString(filled.Bytes));
    }

    [Theory]
    [InlineData("""{"title": "Add an alert", "priority": "P1"}""", """{"title": "Add an alert", "status": "done", "url": "ADDRESS", "priority": "P1"}""")]
    [InlineData("""{"url": null, "title":"Add an alert", "status" : "open" }""", """{"url": "ADDRESS", "title":"Add an alert", "status" : "done" }""")]
    [InlineData("""{"title": "Add é an alert", "url": "https://other.example/1"}""",
        """{"title": "Add é an alert", "status": "done", "url": "https://other.example/1"}""")]
    [InlineData("""{"title":"Add an alert"}""", """{"title":"Add an alert","status":"done","url":"ADDRESS"}""")]
    public void Members_of_JSON_are_set_or_added_behind_the_title(string item, string expected)
    {
        var before = $$"""{"incident": {"id": "I-1", "title": "Öutage"}, "action_items": [{{item}}]}""";
        var bytes = Encoding.UTF8.GetBytes(before);

        var filled = Fill("x.json", bytes, SampleFiles.Read("x.json", bytes), (_, n) => new ItemNote(Address(n), ItemState.Done, Day));

        var right = expected.Replace("ADDRESS", Address(0), StringComparison.Ordinal);
        Assert.Equal(before.Replace(item, right, StringComparison.Ordinal), Encoding.UTF8.GetString(filled.Bytes));
    }

    [Theory]
    [InlineData("  - title: Add an alert # soon\n    owner: bob\n", "  - title: Add an alert # soon\n    status: done\n    url: ADDRESS\n    owner: bob\n")]
    [InlineData("- owner: bob\n  title: >-\n    Add\n    an alert\n  url:\n",
        "- owner: bob\n  title: >-\n    Add\n    an alert\n  status: done\n  url: ADDRESS\n")]
    [InlineData("  - {title: Add an alert, status: 'open'}\n", "  - {title: Add an alert, url: \"ADDRESS\", status: 'done'}\n")]
    [InlineData("  - status: in progress   # really\n    title: \"Add an alert\"",
        "  - status: done   # really\n    title: \"Add an alert\"\n    url: ADDRESS")]
    public void Keys_of_YAML_are_set_or_added_behind_the_title(string items, string expected)
    {
        foreach (var lineBreak in new[] { "\n", "\r\n" })
        {
            var head = "# ours\nincident: {id: I-1, title: Outage}\naction_items:\n";
            var bytes = Encoding.UTF8.GetBytes((head + items).ReplaceLineEndings(lineBreak));

            var filled = Fill("x.yaml", bytes, SampleFiles.Read("x.yaml", bytes), (_, n) => new ItemNote(Address(n), ItemState.Done, Day));

            var right = head + expected.Replace("ADDRESS", Address(0), StringComparison.Ordinal);
            Assert.Equal(right.ReplaceLineEndings(lineBreak), Encoding.UTF8.GetString(filled.Bytes));
        }
    }

    [Theory]
    [InlineData("- [x] Add an alert")]
    [InlineData("- Add an alert (done 2031-02-11)")]
    [InlineData("- ~~Add an alert~~")]
    public void What_a_list_calls_done_stays_done_though_the_issue_is_open_again(string item)
    {
        var bytes = Encoding.UTF8.GetBytes($"# Outage\n\n## Action items\n\n{item}\n");

        Assert.Equal(bytes, Fill("x.md", bytes, SampleFiles.Read("x.md", bytes), (_, _) => new ItemNote(null, ItemState.Open, null)).Bytes);
    }

    private static void AssertFilled(string name, byte[] bytes, ItemState state)
    {
        var before = SampleFiles.Read(name, bytes);
        var filled = Fill(name, bytes, before, (_, n) => new ItemNote(Address(n), state, Day));
        var text = Encoding.UTF8.GetString(filled.Bytes);
        var after = SampleFiles.Read(name, filled.Bytes);

        Assert.Null(SameReading.Changed(before, after));
        // An entry that is a key and nothing else says something else with anything behind it.
        Assert.DoesNotContain(filled.Left, left => !left.EndsWith("\"#8902\"", StringComparison.Ordinal)
            && !left.EndsWith("\"OPS-412\"", StringComparison.Ordinal));
        Assert.All(SameReading.Items(before).Zip(SameReading.Items(after)).Index(), pair =>
        {
            var (n, (was, now)) = pair;
            if (was.Title is "#8902" or "OPS-412")
                return;
            // The shape has one address an item, and keeps the document's own.
            var hasOther = was.Url is not null && name.EndsWith(".yaml", StringComparison.Ordinal);
            Assert.True(hasOther || text.Contains(Address(n), StringComparison.Ordinal), $"{was.Title}: no ticket");
            var isKept = was.Status?.IsClosed() == true || state == ItemState.Open;
            Assert.True(now.Status == state || isKept, $"{was.Title}: {now.Status}");
        });
        Assert.Equal(filled.Bytes, Fill(name, filled.Bytes, after, (_, n) => new ItemNote(Address(n), state, Day)).Bytes);
    }

    /// <summary>As other editors would save it.</summary>
    private static IEnumerable<byte[]> Variants(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        yield return bytes;
        yield return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"))];
        yield return Encoding.UTF8.GetBytes(text.ReplaceLineEndings("  \n"));
        yield return Encoding.UTF8.GetBytes(text.TrimEnd());
    }

    private static bool IsWritable(string name) =>
        SampleFiles.Format(name, SampleFiles.Bytes(name)).Places is not null && SampleFiles.Read(name, SampleFiles.Bytes(name)).Problems.Count == 0;

    private static string Address(int n) => $"https://github.com/acme/shop/issues/{100 + n}";

    private static AnnotatedText Fill(string name, byte[] bytes, ParsedFile file, Func<ActionItem, int, ItemNote?> note)
    {
        var n = 0;
        var notes = file.Incidents.Select(incident => (incident.ActionItems ?? []).Select(item => note(item, n++)).ToList()).ToList();
        return Annotator.Annotate(SampleFiles.Format(name, bytes), SampleFiles.FileOf(name, bytes), notes);
    }

    /// <summary>A ticket takes the place of a word that stands for none.</summary>
    [GeneratedRegex(@"\| *(n/a|new ticket)? *(?=\|)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyCells();
}
