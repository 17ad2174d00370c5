using System.Text;
using System.Text.Json.Nodes;
using ActionSync.Testing;
using ActionSync.Testing.Web;
using static ActionSync.Testing.Web.PageVisitor;

namespace ActionSync.Tests.Web.Pages;

/// <summary>From a file in a browser to items, over the sockets of the worker, without a script.</summary>
public sealed class HandInTests(HandInTests.Listening listening) : IClassFixture<HandInTests.Listening>
{
    private const int MostBytes = 20_000;

    private readonly HostedDoor _door = listening.Door;
    private readonly PageVisitor _visitor = new(listening.Door);

    [Fact]
    public async Task A_file_is_shown_before_it_is_accepted_and_then_its_items_are_there()
    {
        var plan = await _visitor.FollowAsync(await _visitor.UploadAsync(File("INC-100.json", Incident.Json("INC-100", "Write the runbook"))));

        Assert.Contains("INC-100/1", plan.Is(200).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await _visitor.OpenAsync("/incidents/INC-100")).Status);
        var uploads = await UploadAsync("INC-100.json", Incident.Json("INC-100", "Write the runbook"));
        var coming = await _visitor.FollowAsync(await _visitor.SubmitAsync(uploads, "accept"));
        Assert.Contains("Being taken in", coming.Is(200).Body, StringComparison.Ordinal);
        var there = await ImportedAsync("/incidents/INC-100?file=INC-100.json");
        Assert.Contains("INC-100.json</bdi> was taken in", there.Body, StringComparison.Ordinal);
        Assert.Contains("href=\"/items/INC-100/1\"", there.Body, StringComparison.Ordinal);
        Assert.Contains("/incidents/INC-100\"", (await _visitor.OpenAsync("/inbox")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_name_and_title_do_nothing_but_be_read()
    {
        const string Evil = "<script>alert(1)</script>";
        var uploads = await UploadAsync($"../../{Evil}.json", Incident.Json("INC-101", $"{Evil}\"'>"));

        var plan = await _visitor.OpenAsync(uploads);

        Assert.DoesNotContain("<script>alert", plan.Is(200).Body, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", plan.Body, StringComparison.Ordinal);
        await _visitor.SubmitAsync(uploads, "accept");
        Assert.DoesNotContain("<script>alert", (await ImportedAsync("/incidents/INC-101")).Body, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_door.Place.Path, "*script*"));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_door.Place.Path)!, "*script*"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("CfDJ8Nonsense")]
    public async Task A_forged_form_keeps_nothing(string? token)
    {
        var id = $"INC-102-{token?.Length}x";
        await _visitor.OpenAsync("/inbox");

        var reply = (await _visitor.SendAsync(token, File($"{id}.json", Incident.Json(id, "A")))).Is(400);

        Assert.Contains("Open that page anew", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await _visitor.OpenAsync("/inbox")).Body, StringComparison.Ordinal);
        Assert.Equal(400, (await new PageVisitor(_door).SubmitAsync(await UploadAsync($"{id}.json", Incident.Json(id, "A")), "accept")).Status);
        Assert.Equal(404, (await _visitor.OpenAsync($"/incidents/{id}")).Status);
    }

    [Fact]
    public async Task A_form_of_another_site_keeps_nothing()
    {
        var uploads = await UploadAsync("INC-103.json", Incident.Json("INC-103", "A"));

        var reply = await _door.PostAsync(uploads, HostedDoor.Form(("_handler", "accept")), ("Origin", "https://evil.example"));

        Assert.InRange(reply.Status, 400, 403);
        Assert.Equal(404, (await _visitor.OpenAsync("/incidents/INC-103")).Status);
    }

    [Theory]
    [InlineData("empty.json", 0, "empty")]
    [InlineData("", 0, "nothing")]
    [InlineData("large.json", MostBytes + 1, "too-large")]
    [InlineData("huge.json", MostBytes * 10, "too-large")]
    public async Task What_cannot_be_taken_is_told_in_a_sentence(string name, int size, string said)
    {
        var reply = await _visitor.UploadAsync((name, Encoding.ASCII.GetBytes(new string(' ', size))));

        Assert.Equal($"/inbox?said={said}", reply.Is(303)["Location"]);
        Assert.Contains("class=\"notice", (await _visitor.FollowAsync(reply)).Is(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_told_apart_and_the_files_beside_it_are_shown()
    {
        var png = new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D };

        Assert.Equal("/inbox?said=no-text", (await _visitor.UploadAsync(("photo.png", png))).Is(303)["Location"]);
        var both = await _visitor.FollowAsync(await _visitor.UploadAsync(("photo.png", png), File("INC-104.json", Incident.Json("INC-104", "A"))));
        Assert.Contains("a picture", both.Body, StringComparison.Ordinal);
        Assert.Contains("INC-104/1", both.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_type_of_body_is_no_file(string type)
    {
        using var body = new StringContent("x");
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", type);

        Assert.Equal("/inbox?said=nothing", (await _door.PostAsync("/inbox/uploads", body)).Is(303)["Location"]);
    }

    [Fact]
    public async Task A_bad_document_shows_its_problems_and_cannot_be_accepted()
    {
        var uploads = await UploadAsync("bad.json", """
            {
              "incident": {"id": "INC-105", "title": "x"},
              "action_items": [{"title": "x", "deadline": "2024-13-40"}]
            }
            """);

        var plan = (await _visitor.OpenAsync(uploads)).Is(200);

        Assert.Contains("<b>line 3</b>", plan.Body, StringComparison.Ordinal);
        Assert.Contains("<mark>&quot;2024-13-40&quot;</mark>", plan.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await _visitor.SubmitAsync(uploads, "accept")).Status);
        Assert.Equal(404, (await _visitor.OpenAsync("/incidents/INC-105")).Status);
        Assert.Equal("/inbox?said=discarded", (await _visitor.SubmitAsync(uploads, "discard")).Is(303)["Location"]);
        (await _visitor.OpenAsync(uploads)).Is(404);
    }

    [Fact]
    public async Task The_same_bytes_twice_are_one_upload_and_accepting_it_again_says_that_it_is_gone()
    {
        var document = Incident.Json("INC-106", "A");
        var uploads = await UploadAsync("INC-106.json", document);

        Assert.Equal(uploads, await UploadAsync("INC-106.json", document));
        (await _visitor.OpenAsync(uploads)).Is(200);
        (await _visitor.SubmitAsync(uploads, "accept")).Is(303);
        var again = (await _visitor.SubmitAsync(uploads, "accept")).Is(404);

        Assert.Contains("This upload is not here any more", again.Body, StringComparison.Ordinal);
        await ImportedAsync("/incidents/INC-106");
        (await _visitor.SubmitAsync(await UploadAsync("INC-106.json", document), "accept")).Is(303);
        var after = await ImportedAsync("/incidents/INC-106?file=INC-106.json");
        Assert.DoesNotContain(", revision 2", after.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_staged_file_went_away_nothing_is_accepted()
    {
        var uploads = await UploadAsync("INC-107.json", Incident.Json("INC-107", "A"));
        (await _visitor.OpenAsync(uploads)).Is(200);
        foreach (var file in Directory.GetFiles(_door.Place["data", "uploads"], "*INC-107*"))
            System.IO.File.Delete(file);

        Assert.Contains("not here any more", (await _visitor.SubmitAsync(uploads, "accept")).Is(404).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await _visitor.OpenAsync("/incidents/INC-107")).Status);
    }

    [Fact]
    public async Task What_waits_for_a_person_goes_on_when_its_button_is_pressed_and_a_second_time_harms_nothing()
    {
        var document = Incident.Json("INC-108", [.. Enumerable.Range(1, 12).Select(n => (JsonNode)$"Item {n}")]);
        (await _visitor.SubmitAsync(await UploadAsync("INC-108.json", document), "accept")).Is(303);
        await ImportedAsync("/incidents/INC-108");
        var inbox = await _visitor.OpenAsync("/inbox");
        Assert.Contains("12 new items get no issue yet", inbox.Body, StringComparison.Ordinal);

        Assert.Equal("/inbox?said=confirmed", (await _visitor.SubmitAsync("/inbox", "confirm", ("Confirmed", "INC-108"))).Is(303)["Location"]);

        Assert.DoesNotContain("12 new items", (await _visitor.OpenAsync("/inbox")).Body, StringComparison.Ordinal);
        (await _visitor.SubmitAsync("/inbox", "confirm", ("Confirmed", "INC-108"))).Is(303);
        (await _visitor.SubmitAsync("/inbox", "confirm", ("Confirmed", "../<b>"))).Is(303);
    }

    [Fact]
    public async Task The_document_is_handed_out_as_it_came_and_never_as_a_page()
    {
        var document = Incident.Json("INC 109 (é)", "<script>alert(1)</script>");
        (await _visitor.SubmitAsync(await UploadAsync("INC-109.json", document), "accept")).Is(303);
        await ImportedAsync("/incidents/INC%20109%20(%C3%A9)");

        var reply = (await _visitor.OpenAsync("/documents/1?incident=INC%20109%20(%C3%A9)")).Is(200);

        Assert.Equal(document, reply.Body);
        Assert.Equal(("text/plain; charset=utf-8", "nosniff"), (reply["Content-Type"], reply["X-Content-Type-Options"]));
        Assert.StartsWith("attachment; filename=", reply["Content-Disposition"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/inbox?rejected=x&said=<b>")]
    [InlineData("/inbox?rejected=-1")]
    [InlineData("/inbox?rejected=99999999999999999999")]
    public async Task Odd_words_in_an_address_of_the_inbox_are_passed_over(string path) => (await _visitor.OpenAsync(path)).Is(200);

    [Theory]
    [InlineData("/incidents/nothing?page=x&before=y&file=..%2F..")]
    [InlineData("/incidents/-?name=..%2Fx")]
    [InlineData("/inbox/plan?upload=..%2F..%2Fetc&upload=")]
    [InlineData("/inbox/plan")]
    public async Task What_is_not_there_has_a_page_that_says_so(string path) =>
        Assert.Contains("<h1>", (await _visitor.OpenAsync(path)).Is(404).Body, StringComparison.Ordinal);

    [Theory]
    [InlineData("/documents/1?incident=..%2F..%2Fetc")]
    [InlineData("/documents/1?incident=nothing")]
    [InlineData("/documents/1")]
    [InlineData("/documents/99999999999?incident=INC-100")]
    [InlineData("/documents/..%2f1?incident=INC-100")]
    public async Task Nothing_else_is_handed_out(string path) => Assert.InRange((await _visitor.OpenAsync(path)).Status, 400, 404);

    private async Task<string> UploadAsync(string name, string text)
    {
        var reply = await _visitor.UploadAsync(File(name, text));
        Assert.StartsWith("/inbox/plan?upload=", reply.Is(303)["Location"], StringComparison.Ordinal);
        return reply["Location"]!;
    }

    /// <summary>Waits until intake has come by; the clock goes on meanwhile.</summary>
    private async Task<DoorReply> ImportedAsync(string path)
    {
        DoorReply? reply = null;
        await Eventually.IsTrue(
            async () =>
            {
                _door.Clock.Advance(TimeSpan.FromSeconds(1));
                reply = await _visitor.OpenAsync(path);
                return reply.Status == 200 && !reply.Body.Contains("eing taken in", StringComparison.Ordinal);
            },
            $"{path} is taken in");
        return reply!;
    }

    public sealed class Listening : IAsyncLifetime
    {
        internal HostedDoor Door { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Door = await HostedDoor.StartAsync(
            place => place.Env("Intake:MaxFileBytes", $"{MostBytes}").Env("Planning:MaxNewItemsPerDocument", "10"));

        public ValueTask DisposeAsync() => Door.DisposeAsync();
    }
}
