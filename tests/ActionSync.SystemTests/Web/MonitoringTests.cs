using System.Text.Json;
using System.Text.RegularExpressions;
using ActionSync.SystemTests.Journeys;
using ActionSync.Testing;
using ActionSync.Testing.Web;
using YamlDotNet.Serialization;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Web;

/// <summary>The dashboard and the alert rules of <c>config/monitoring</c> against what a running worker really shows.</summary>
public sealed partial class MonitoringTests(MonitoringTests.Scraped scraped) : IClassFixture<MonitoringTests.Scraped>
{
    private static readonly string Folder = Path.Combine(Repository.Root, "config", "monitoring");

    /// <summary>What Prometheus itself adds.</summary>
    private static readonly string[] OfPrometheus = ["instance", "job"];

    public static TheoryData<string> Alerts => [.. Rules().Select(rule => (string)rule["alert"])];

    public static TheoryData<string> Panels => [.. PanelsOf(Dashboard()).Select(panel => panel.GetProperty("title").GetString()!)];

    [Theory]
    [MemberData(nameof(Alerts))]
    public void An_alert_names_only_what_is_there(string alert)
    {
        var rule = Rules().Single(rule => (string)rule["alert"] == alert);

        var labels = Require((string)rule["expr"]);

        var annotations = ((Dictionary<object, object>)rule["annotations"]).Values.Cast<string>().ToList();
        foreach (Match label in annotations.SelectMany(text => TemplateLabel().Matches(text)))
            Assert.Contains(label.Groups["name"].Value, labels);
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void An_alert_says_how_bad_it_is_and_what_to_do(string alert)
    {
        var rule = Rules().Single(rule => (string)rule["alert"] == alert);

        Assert.Empty(rule.Keys.Except(["alert", "expr", "for", "labels", "annotations"]));
        Assert.Matches("^ActionSync[A-Za-z]+$", alert);
        if (rule.TryGetValue("for", out var time))
            Assert.Matches("^[0-9]+[smhd]$", (string)time);
        Assert.Contains((string)((Dictionary<object, object>)rule["labels"])["severity"], new[] { "critical", "warning", "info" });
        var annotations = (Dictionary<object, object>)rule["annotations"];
        Assert.Equal(["description", "summary"], annotations.Keys.Cast<string>().Order(StringComparer.Ordinal));
        Assert.All(annotations.Values, text => Assert.EndsWith(".", (string)text, StringComparison.Ordinal));
    }

    [Fact]
    public void Alerts_have_names_of_their_own() => Assert.Equal(Rules().Count, Rules().Select(rule => rule["alert"]).Distinct().Count());

    [Theory]
    [MemberData(nameof(Panels))]
    public void A_panel_names_only_what_is_there(string title)
    {
        var panel = PanelsOf(Dashboard()).Single(panel => panel.GetProperty("title").GetString() == title);

        Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray());
        foreach (var target in panel.GetProperty("targets").EnumerateArray())
        {
            var labels = Require(target.GetProperty("expr").GetString()!);
            foreach (Match label in LegendLabel().Matches(target.GetProperty("legendFormat").GetString()!))
                Assert.Contains(label.Groups["name"].Value, labels);
        }
    }

    [Fact]
    public void Panels_lie_beside_each_other_and_ask_the_source_that_is_chosen()
    {
        var dashboard = Dashboard();
        var taken = new HashSet<(int X, int Y)>();
        foreach (var panel in PanelsOf(dashboard))
        {
            var (x, y, w, h) = (Of(panel, "x"), Of(panel, "y"), Of(panel, "w"), Of(panel, "h"));
            Assert.InRange(x + w, 1, 24);
            Assert.All(
                from column in Enumerable.Range(x, w) from row in Enumerable.Range(y, h) select (column, row),
                place => Assert.True(taken.Add(place), $"{panel}"));
            Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString());
        }
        Assert.Equal("datasource", Assert.Single(dashboard.GetProperty("templating").GetProperty("list").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(PanelsOf(dashboard).Count, PanelsOf(dashboard).Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());

        static int Of(JsonElement panel, string side) => panel.GetProperty("gridPos").GetProperty(side).GetInt32();
    }

    [Fact]
    public void Everything_that_is_counted_of_ours_is_on_the_dashboard()
    {
        var shown = PanelsOf(Dashboard()).SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .SelectMany(target => PromQl.Parse(target.GetProperty("expr").GetString()!).Selectors).Select(selector => selector.Metric).ToHashSet();

        var ours = scraped.Metrics.Families.Where(family => family.Name.StartsWith("actionsync_", StringComparison.Ordinal))
            .Select(family => family.Type == "histogram" ? $"{family.Name}_bucket" : family.Name);
        Assert.Empty(ours.Except(shown));
    }

    [Theory]
    [InlineData("sum by (tracker) (rate(a_total{status=~\"5..|(none)\"}[15m])) / b > 0.5", "a_total{status} b", "tracker")]
    [InlineData("max by (a, b) (x_seconds) or vector(0)", "x_seconds", "a b")]
    [InlineData("min_over_time(max(y)[2h:5m]) unless on (z) absent(up{job=\"z\"})", "y up{job}", "z")]
    public void What_an_expression_names_is_found(string expression, string selectors, string groups)
    {
        var parsed = PromQl.Parse(expression);

        Assert.Equal(
            selectors.Split(' '),
            parsed.Selectors.Select(one => one.Labels.Count == 0 ? one.Metric : $"{one.Metric}{{{string.Join(',', one.Labels)}}}"));
        Assert.Equal(groups.Split(' '), parsed.Groups);
    }

    /// <summary>Fails where a metric or a label is not there; returns the labels that the result can have.</summary>
    private IReadOnlyCollection<string> Require(string expression)
    {
        var parsed = PromQl.Parse(expression);
        Assert.NotEmpty(parsed.Selectors);
        var all = OfPrometheus.ToHashSet();
        foreach (var (metric, labels) in parsed.Selectors.Where(selector => selector.Metric != "up"))
        {
            var known = scraped.Metrics[metric].SelectMany(sample => sample.Labels.Keys).Concat(OfPrometheus).ToHashSet();
            Assert.True(scraped.Metrics[metric].Count > 0, $"No worker shows {metric}: {expression}");
            Assert.Empty(labels.Except(known));
            all.UnionWith(known);
        }
        Assert.Empty(parsed.Groups.Except(all));
        return parsed.Groups.Count > 0 ? parsed.Groups.ToHashSet() : all;
    }

    private static IReadOnlyList<Dictionary<object, object>> Rules()
    {
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<Dictionary<string, object>>>>(
            File.ReadAllText(Path.Combine(Folder, "alerts.yaml")));
        var group = Assert.Single(Assert.Single(file, entry => entry.Key == "groups").Value);
        Assert.Equal(["name", "rules"], group.Keys);
        return [.. ((List<object>)group["rules"]).Cast<Dictionary<object, object>>()];
    }

    private static JsonElement Dashboard() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "dashboard.json"))).RootElement;

    private static IReadOnlyList<JsonElement> PanelsOf(JsonElement dashboard) => [.. dashboard.GetProperty("panels").EnumerateArray()];

    [GeneratedRegex(@"\$labels\.(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TemplateLabel();

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LegendLabel();

    /// <summary>One worker, asked once everything was done that a metric tells of.</summary>
    public sealed class Scraped : IAsyncLifetime
    {
        private OnGitHub? _on;

        internal MetricsText Metrics { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var url = FreeAddress.Next();
            _on = await OnGitHub.StartAsync();
            _on.Actionsync.With("Dashboard:Urls", url);
            _on.Actionsync.Drop("a.json", Json("INC-1", Item("Add an alert")));
            await _on.Actionsync.StartWorkerAsync();
            await _on.Actionsync.HasIssuesAsync("INC-1");
            using var scrape = new Scrape(url);
            await Eventually.IsTrue(
                async () => (Metrics = await scrape.AsksAsync())["actionsync_items_overdue"].Count > 0
                    && (await AnswersAsync(url)) && Metrics["http_server_request_duration_seconds_count"].Count > 0,
                "all is told", TimeSpan.FromSeconds(60));
        }

        public async ValueTask DisposeAsync()
        {
            if (_on is not null)
                await _on.DisposeAsync();
        }

        private static async Task<bool> AnswersAsync(string url)
        {
            using var http = new HttpClient();
            using var answer = await http.GetAsync(new Uri($"{url}/health/live"), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
    }
}
