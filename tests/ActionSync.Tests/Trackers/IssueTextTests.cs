using ActionSync.Items;
using ActionSync.Testing;
using ActionSync.Trackers.Folder;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Jira;

namespace ActionSync.Tests.Trackers;

/// <summary>What stands in the text of an issue, in each kind of tracker.</summary>
public sealed class IssueTextTests
{
    [Theory]
    [InlineData("a plain text, and more of it. ")]
    [InlineData("{*_[~#|!<&@\\")]
    public void However_much_a_document_says_the_text_fits(string words)
    {
        var text = string.Concat(Enumerable.Repeat(words, 1000));
        var many = Enumerable.Range(0, 60).Select(n => n % 2 == 0 ? text : $"{text}\n{text}").ToList();
        var draft = SomeDraft.Of() with { Details = many, Owners = [text, text], Links = [.. many.Select(link => link[..2000])] };
        draft = draft with
        {
            Incident = draft.Incident with { RootCause = text, PermanentFix = text, Impact = [.. many.Take(50).Select(value => new Fact("x", value))] },
        };

        Assert.InRange(GitHubBody.Of(draft, DeadlinePlace.Body, null, TimeZoneInfo.Utc).Length, 1_000, GitHubBody.MaxLength);
        Assert.InRange(JiraBody.Of(draft, [], TimeZoneInfo.Utc).Length, 1_000, JiraBody.Limit);
    }

    [Fact]
    public void A_page_tells_the_task_beside_its_front_matter_once()
    {
        var draft = SomeDraft.Of() with
        {
            Details = ["Ask Dana first", "Two\n# lines", "# No heading"],
            Owners = ["a@x.org", "b@x.org"],
            Defaults = [ItemField.Priority, ItemField.Deadline],
        };
        var page = FolderBody.Write(draft, TimeZoneInfo.Utc);

        Assert.Contains("\n## What to do\n\n- Ask Dana first\n- \\# No heading\n\nTwo  \n\\# lines\n\n", page, StringComparison.Ordinal);
        Assert.Contains(
            "\n\n- **Deadline**: 22 January 2024 (default; the document gives none)\n- **Owners**: a@x.org, b@x.org\n", page, StringComparison.Ordinal);
        Assert.Contains("\nThe priority above: (default; the document gives none).\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("**Priority**", page, StringComparison.Ordinal);
        Assert.Contains($"\ntitle: {draft.Title}\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"# {draft.Title}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("What to do", FolderBody.Write(SomeDraft.Of(deadline: null), TimeZoneInfo.Utc), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_speaks_to_its_reader()
    {
        var draft = SomeDraft.Of();
        var (gitHub, jira, page) = (GitHubBody.Of(draft, DeadlinePlace.Body, null, TimeZoneInfo.Utc), JiraBody.Of(draft, [], TimeZoneInfo.Utc),
            FolderBody.Write(draft, TimeZoneInfo.Utc));

        Assert.All([gitHub, jira, page], text =>
        {
            Assert.DoesNotContain("archive", text, StringComparison.Ordinal);
            Assert.Contains("INC-2024-0142/1", text.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("Done?", text, StringComparison.Ordinal);
            Assert.Contains("Not yours?", text, StringComparison.Ordinal);
            Assert.Contains("Later?", text, StringComparison.Ordinal);
            Assert.Contains("Not now?", text, StringComparison.Ordinal);
        });
        Assert.All([gitHub, jira], text => Assert.DoesNotContain($"\n{draft.Title}\n", text, StringComparison.Ordinal));
        Assert.All([gitHub, jira], text => Assert.Contains("snooze-until:YYYY-MM-DD", text, StringComparison.Ordinal));
        Assert.Contains("- **Deadline:** 22 January 2024 (from the postmortem)\n", gitHub, StringComparison.Ordinal);
        Assert.Contains("* *Deadline*: 22 January 2024 (from the postmortem)\n", jira, StringComparison.Ordinal);
        Assert.Contains("- **Deadline**: 22 January 2024 (from the postmortem)\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain(draft.Key, jira, StringComparison.Ordinal);
        Assert.DoesNotContain(draft.Key, gitHub, StringComparison.Ordinal);
        Assert.Equal(draft.Key, GitHubBodyFacts.Key(gitHub));
    }

    [Theory]
    [InlineData(DeadlinePlace.Field)]
    [InlineData(DeadlinePlace.Milestone)]
    public void GitHub_tells_the_deadline_beside_a_field_as_one_that_does_not_live_in_the_text(DeadlinePlace place)
    {
        var text = GitHubBody.Of(SomeDraft.Of(), place, null, TimeZoneInfo.Utc);

        Assert.Contains("\n- **Deadline**: 22 January 2024 (from the postmortem)\n", text, StringComparison.Ordinal);
        Assert.Null(GitHubBodyFacts.Read(text, GitHubBodyFacts.Deadline));
        Assert.Equal("22 January 2024 (from the postmortem)", GitHubBodyFacts.ToldDeadline(text));
    }

    [Theory]
    [InlineData("INC-1/a--> <b>&amp; \u00e4 100%")]
    [InlineData("INC-1/AI-1")]
    public void A_key_is_read_again_whatever_it_holds(string key)
    {
        var text = GitHubBody.Of(SomeDraft.Of() with { Key = key }, DeadlinePlace.Body, null, TimeZoneInfo.Utc);

        Assert.Equal(key, GitHubBodyFacts.Key(text.ReplaceLineEndings("\r\n")));
        Assert.DoesNotContain("--> <b>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_and_the_deadline_of_an_older_body_are_still_read()
    {
        const string Body = "- **Deadline at first:** 22 January 2024\n\n- **This item in actionsync commands:** `INC-1/add an alert`\n";

        Assert.Equal("INC-1/add an alert", GitHubBodyFacts.Key(Body));
        Assert.Equal("22 January 2024", GitHubBodyFacts.ToldDeadline(Body));
    }

    [Theory]
    [InlineData("2024-01-15T00:00:00+00:00", "UTC", "15 January 2024\n")]
    [InlineData("2024-01-14T23:00:00+00:00", "Europe/Berlin", "15 January 2024\n")]
    [InlineData("2024-01-15T00:00:00+00:00", "Europe/Berlin", "15 January 2024\n")]
    [InlineData("2024-01-15T14:23:00+00:00", "Europe/Berlin", "15 January 2024, 14:23 UTC\n")]
    public void An_incident_of_which_only_the_day_is_known_has_no_hour(string declared, string zone, string shown)
    {
        var draft = SomeDraft.Of();
        draft = draft with { Incident = draft.Incident with { DeclaredAt = DateTimeOffset.Parse(declared, null), ResolvedAt = null } };

        var text = GitHubBody.Of(draft, DeadlinePlace.Body, null, TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Contains($"- **Declared:** {shown}", text, StringComparison.Ordinal);
        Assert.Contains("(15 January 2024, ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Jira_tells_details_owners_links_and_defaults()
    {
        var text = JiraBody.Of(SomeDraft.Of() with
        {
            Details = ["Ask Dana first"],
            Owners = ["Ann", "Bob"],
            Links = ["https://elsewhere.example/7", "PLAT 7"],
            Defaults = [ItemField.Priority, ItemField.Deadline],
        }, [], TimeZoneInfo.Utc);

        Assert.Contains("\n* Ask Dana first\n", text, StringComparison.Ordinal);
        Assert.Contains("* *Owners*: Ann, Bob\n", text, StringComparison.Ordinal);
        Assert.Contains("* *Priority*: P1 (default; the document gives none)\n", text, StringComparison.Ordinal);
        Assert.Contains("* *Deadline*: 22 January 2024 (default; the document gives none)\n", text, StringComparison.Ordinal);
        Assert.Contains("* *Ticket*: [https://elsewhere.example/7]", text, StringComparison.Ordinal);
        Assert.Contains("* *Ticket*: PLAT 7", text, StringComparison.Ordinal);
    }
}
