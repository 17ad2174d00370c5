using ActionSync.Testing.Web;

namespace ActionSync.Tests.Web.Signals;

/// <summary>The check of metrics text itself: what it lets pass and what it finds.</summary>
public sealed class MetricsTextTests
{
    private const string Counter = "# TYPE a_total counter\n# HELP a_total It.\n";
    private const string Histogram = "# HELP h_seconds It.\n# TYPE h_seconds histogram\n";

    [Fact]
    public void Right_text_is_read_with_labels_and_values()
    {
        var metrics = MetricsText.Parse(
            $$"""
            {{Counter}}a_total{tracker="say \"hub\"\\\n"} 3
            a_total{tracker="board"} 4 1700000000000
            # A comment.

            # HELP g Free.
            # TYPE g gauge
            g{} -1.5e-3
            {{Histogram}}h_seconds_bucket{le="0.5"} 1
            h_seconds_bucket{le="+Inf"} 2
            h_seconds_sum 7
            h_seconds_count 2

            """);

        Assert.Equal(3, metrics.Value("a_total", ("tracker", "say \"hub\"\\\n")));
        Assert.Equal(4, metrics.Value("a_total", ("tracker", "board")));
        Assert.Equal(-0.0015, metrics.Value("g"));
        Assert.Equal(2, metrics.Value("h_seconds_count"));
        Assert.Equal(["counter", "gauge", "histogram"], metrics.Families.Select(family => family.Type));
    }

    public static TheoryData<string> Wrong =>
    [
        $"{Counter}a_total 1",
        "a_total 1\n",
        $"{Counter}a_total 1\na_total 2\n",
        $"{Counter}a_total{{x=\"1\",y=\"2\"}} 1\na_total{{y=\"2\",x=\"1\"}} 1\n",
        $"{Counter}a_total{{x=\"1\",x=\"2\"}} 1\n",
        $"{Counter}a_total{{__x=\"1\"}} 1\n",
        $"{Counter}a_total{{x=\"\\t\"}} 1\n",
        $"{Counter}a_total{{x=\"\n\"}} 1\n",
        $"{Counter}a_total{{x-y=\"1\"}} 1\n",
        $"{Counter}a_total one\n",
        $"{Counter}a_total -1\n",
        $"{Counter}a_total NaN\n",
        $"{Counter}a_total 1\n{Counter}",
        $"{Counter}# TYPE a_total counter\n",
        $"{Counter}# HELP a_total It.\n",
        $"{Counter}a_total 1\n# HELP b It.\n# TYPE b gauge\nb 1\na_total 2\n",
        "# TYPE a_total counter\na_total 1\n",
        "# HELP a_total It.\na_total 1\n",
        "# TYPE a counter\n# HELP a It.\na 1\n",
        "# TYPE a_total gauge\n# HELP a_total It.\na_total 1\n",
        "# TYPE a_total colour\n# HELP a_total It.\na_total 1\n",
        "# TYPE aB gauge\n# HELP aB It.\naB 1\n",
        "# TYPE a_milliseconds gauge\n# HELP a_milliseconds It.\na_milliseconds 1\n",
        $"{Histogram}h_seconds_bucket{{le=\"1\"}} 1\nh_seconds_sum 1\nh_seconds_count 1\n",
        $"{Histogram}h_seconds_bucket{{le=\"1\"}} 3\nh_seconds_bucket{{le=\"+Inf\"}} 2\nh_seconds_sum 1\nh_seconds_count 2\n",
        $"{Histogram}h_seconds_bucket{{le=\"1\"}} 1\nh_seconds_bucket{{le=\"+Inf\"}} 2\nh_seconds_sum 1\nh_seconds_count 3\n",
        $"{Histogram}h_seconds_bucket{{le=\"+Inf\"}} 2\nh_seconds_count 2\n",
        $"{Histogram}h_seconds 2\n",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_text_is_refused(string text) => Assert.Throws<FormatException>(() => MetricsText.Parse(text));
}
