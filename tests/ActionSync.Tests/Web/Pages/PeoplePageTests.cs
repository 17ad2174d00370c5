using System.Net;

namespace ActionSync.Tests.Web.Pages;

/// <summary>The pages of people, as they are sent.</summary>
public sealed class PeoplePageTests(PeopleWorker people) : IClassFixture<PeopleWorker>
{
    private const string Mira = "/people/mira@acme.example";

    [Fact]
    public async Task Everybody_with_something_open_stands_on_the_page_of_people_and_names_are_text()
    {
        var (status, text, _) = await people.GetAsync("/people");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Mira &lt;b&gt;Lindqvist&lt;/b&gt;", text, StringComparison.Ordinal);
        Assert.Contains("href=\"/people/nobody\"", text, StringComparison.Ordinal);
        Assert.Contains("href=\"/people/Team%20Red\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ida Idle", text, StringComparison.Ordinal);
        Assert.Contains("Ida Idle", (await people.GetAsync("/people?q=idle")).Text, StringComparison.Ordinal);
        Assert.Contains("There is no such page.", (await people.GetAsync("/people?page=7")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mira@acme.example", HttpStatusCode.OK, "Write a runbook")]
    [InlineData("MIRA@ACME.EXAMPLE", HttpStatusCode.OK, "Write a runbook")]
    [InlineData("Team%20Red", HttpStatusCode.OK, "so nobody can write to them")]
    [InlineData("nobody", HttpStatusCode.OK, "Ask around")]
    [InlineData("idle@acme.example", HttpStatusCode.OK, "No open item concerns them.")]
    [InlineData("idel@acme.example", HttpStatusCode.NotFound, "Did you mean <a href=\"/people/idle%40acme.example\">")]
    [InlineData("-?name=..", HttpStatusCode.NotFound, "Nobody is known by this name")]
    public async Task A_person_is_found_by_whatever_they_are_called(string name, HttpStatusCode expected, string within)
    {
        var (status, text, _) = await people.GetAsync($"/people/{name}");

        Assert.Equal(expected, status);
        Assert.Contains(within, text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_muted_by_the_form_with_a_reason_and_unmuted_again()
    {
        var until = $"{TimeProvider.System.GetUtcNow().AddDays(9):yyyy-MM-dd}";
        var early = await people.SendAsync(Mira, "Muted.Until", ("Muted.Until", "2020-01-01"), ("Muted.Reason", "on leave"));
        Assert.Equal(HttpStatusCode.BadRequest, early.Status);
        Assert.Contains("2020-01-01 is not ahead", early.Text, StringComparison.Ordinal);
        Assert.Contains("Say why", (await people.SendAsync(Mira, "Muted.Until", ("Muted.Until", until), ("Muted.Reason", " "))).Text, StringComparison.Ordinal);

        var muted = await people.SendAsync(Mira, "Muted.Until", ("Muted.Until", until), ("Muted.Reason", "on leave <i>"));

        Assert.Equal((HttpStatusCode.SeeOther, "/people/mira%40acme.example?said=muted"), (muted.Status, muted.To));
        var page = (await people.GetAsync(muted.To!)).Text;
        Assert.Contains($"is muted until {until} (on leave &lt;i&gt;)", page, StringComparison.Ordinal);
        Assert.Contains("its owner mira@acme.example is muted until", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/people/taro%40acme.example\"", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"tag\">muted</span>", (await people.GetAsync("/people")).Text, StringComparison.Ordinal);

        var ended = await people.SendAsync(Mira, "Send messages again");

        Assert.Equal((HttpStatusCode.SeeOther, "/people/mira%40acme.example?said=ended"), (ended.Status, ended.To));
        Assert.DoesNotContain("is muted until", (await people.GetAsync(Mira)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_this_page_did_not_give_changes_nothing()
    {
        var until = $"{TimeProvider.System.GetUtcNow().AddDays(9):yyyy-MM-dd}";

        var forged = await people.PostAsync(Mira, ("_handler", "mute"), ("Muted.Until", until), ("Muted.Reason", "forged"));

        Assert.Equal(HttpStatusCode.BadRequest, forged.Status);
        Assert.DoesNotContain("forged", (await people.GetAsync(Mira)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_an_item_says_when_its_reminder_comes_or_why_none_does()
    {
        Assert.Contains("At the next slot, ", (await people.GetAsync("/items/INC-1/1")).Text, StringComparison.Ordinal);
        Assert.Contains("it is P3; reminders are for P1 and more urgent", (await people.GetAsync("/items/INC-1/2")).Text, StringComparison.Ordinal);
        Assert.Contains("nobody owns it, and neither a backup", (await people.GetAsync("/items/INC-1/3")).Text, StringComparison.Ordinal);
    }
}
