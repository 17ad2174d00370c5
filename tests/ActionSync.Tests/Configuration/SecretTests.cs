using System.Text.Json;
using ActionSync.Configuration;
using ActionSync.Configuration.Binding;
using ActionSync.Hosting;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Testing;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Configuration;

public sealed class SecretTests : IDisposable
{
    private const string Value = "ghp_hunter22hunter22";
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    public static TheoryData<string> Keys =>
        [.. Catalog.Default.Schema().All().Where(key => key.Property is { } property && SectionKeys.IsSecret(property) && !key.Leaf.EndsWith("File"))
            .Select(key => key.Path.Replace("GITHUB", "github").Replace("JIRA", "jira"))];

    [Fact]
    public void A_secret_prints_and_serialises_as_stars()
    {
        var secret = new Secret(Value);

        Assert.Equal("***", $"{secret}");
        Assert.Equal("""{"Token":"***"}""", JsonSerializer.Serialize(new { Token = secret }));
        Assert.Equal("Holder { Token = *** }", new Holder(secret).ToString());
        Assert.DoesNotContain("hunter22", JsonSerializer.Serialize(new GitHubOptions { Token = secret }));
    }

    [Fact]
    public void A_secret_is_read_from_its_file_and_trimmed()
    {
        _place.Write("token.txt", $"  {Value}\r\n").Config("""{ "Trackers": { "g": { "Kind": "GitHub", "Repository": "a/b", "TokenFile": "token.txt" } } }""");

        Assert.Equal(Value, ((GitHubOptions)_place.Options().Trackers["g"]).Token!.Reveal());
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_secret_has_a_twin_that_names_its_file(string key)
    {
        _place.Env("Trackers:github:Kind", "GitHub").Env("Trackers:jira:Kind", "Jira").Env(key + "File", "none/such");

        Assert.Contains(_place.Load().Problems, problem => _place.Near(problem).StartsWith($"{key}File: there is no file \"none/such\" [environment variable"));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_secret_and_its_file_together_contradict_each_other_and_neither_is_shown(string key)
    {
        _place.Write("file.txt", Value).Env("Trackers:github:Kind", "GitHub").Env("Trackers:jira:Kind", "Jira").Env(key, "hunter22hunter22")
            .Env(key + "File", "file.txt");

        var loaded = _place.Load();

        Assert.Contains(loaded.Problems, problem => problem.Key == key && problem.Text.StartsWith($"is set, and {key}File as well (environment variable "));
        AssertHidden(loaded);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_secret_that_is_empty_or_of_several_lines_is_a_problem_and_not_shown(string key)
    {
        _place.Env("Trackers:github:Kind", "GitHub").Env("Trackers:jira:Kind", "Jira").Env(key, "hunter22\nhunter22");
        AssertHidden(_place.Load());
        Assert.Contains(_place.Load().Problems, problem => problem.Key == key && problem.Text.Contains("several lines"));

        _place.Env(key, "");
        Assert.Contains(_place.Load().Problems, problem => problem.Key == key && problem.Text == "the value is empty");
    }

    [Theory]
    [InlineData("", "the file \"s.txt\" is empty")]
    [InlineData(" \n", "the file \"s.txt\" is empty")]
    [InlineData("hunter22\nhunter22", "the file \"s.txt\" has several lines")]
    public void A_file_without_a_secret_in_it_is_a_problem(string content, string problem)
    {
        _place.Write("s.txt", content).Env("Channels:Slack:TokenFile", "s.txt");

        Assert.StartsWith("Channels:Slack:TokenFile: " + problem, _place.Problem());
        AssertHidden(_place.Load());
    }

    [Theory]
    [InlineData("the-new-one\nthe-old-one\n", null)]
    [InlineData("the-new-one\r\nthe-old-one\r\n", null)]
    [InlineData("the-only-one\n", null)]
    [InlineData("one\ntwo\nthree\n", "the file \"s.txt\" has too many lines or control characters; a secret is one line, and there may be 2")]
    public void A_webhooks_secret_may_have_a_second_line_while_it_is_changed(string content, string? problem)
    {
        _place.Write("s.txt", content).Env("Dashboard:GitHubWebhookSecretFile", "s.txt");

        Assert.Equal(problem is null ? [] : [$"Dashboard:GitHubWebhookSecretFile: {problem}"],
            _place.Load().Problems.Select(found => _place.Near(found with { Origin = null })));
    }

    [Fact]
    public void A_folder_in_the_place_of_a_secrets_file_is_a_problem()
    {
        Directory.CreateDirectory(_place["secrets"]);

        Assert.StartsWith("Channels:Slack:TokenFile: \"secrets\" is a folder; it must be a file", _place.Env("Channels:Slack:TokenFile", "secrets").Problem());
    }

    [Fact]
    public void A_secret_in_the_place_of_its_files_path_is_not_shown()
    {
        _place.Env("Channels:Slack:TokenFile", Value);

        Assert.StartsWith("Channels:Slack:TokenFile: holds what looks like the secret itself", _place.Problem());
        AssertHidden(_place.Load());
    }

    [Fact]
    public void An_empty_variable_gives_way_to_the_file_beside_it()
    {
        _place.Write("s.txt", Value).Env("Channels:Slack:TokenFile", "s.txt").Env("Channels:Slack:Token", "");

        Assert.Equal(Value, _place.Options().Channel<SlackOptions>().Token!.Reveal());
    }

    [Theory]
    [InlineData("Channels:Slack:Tokn")]
    [InlineData("Channels:Slack:BaseUrl")]
    [InlineData("Intake:Rescan")]
    [InlineData("Trackers:x:Kind")]
    [InlineData("People:a@b.c:Manager")]
    [InlineData("Reminding:TimeZone")]
    [InlineData("Routes:0:Tracker")]
    public void A_secret_that_turns_up_in_another_key_is_hidden_there_too(string key)
    {
        _place.Env("Channels:Slack:Token", Value).Env(key, Value);

        Assert.NotEmpty(_place.Load().Problems);
        AssertHidden(_place.Load());
    }

    [Theory]
    [InlineData("""{ "Channels": { "Slack": { "Token": ["hunter22hunter22"] } } }""")]
    [InlineData("""{ "Channels": { "Slack": { "Token": { "Value": "hunter22hunter22" } } } }""")]
    [InlineData("""{ "Channels": { "Slack": { "TokenFile": ["hunter22hunter22"] } } }""")]
    [InlineData("""{ "Channels": { "Email": { "Host": "smtp://me:hunter22@x" } } }""")]
    [InlineData("""{ "Trackers": { "g": { "Kind": "GitHub", "Repository": "https://me:hunter22/hunter22@github.com/a/b" } } }""")]
    public void A_secret_of_the_wrong_shape_or_inside_an_address_is_not_shown(string json)
    {
        var loaded = _place.Config(json).Load();

        Assert.NotEmpty(loaded.Problems);
        AssertHidden(loaded);
    }

    private static void AssertHidden(LoadedConfiguration loaded)
    {
        foreach (var message in loaded.Problems.Concat(loaded.Notices))
            Assert.DoesNotContain("hunter22", message.ToString());
    }

    private sealed record Holder(Secret Token);
}
