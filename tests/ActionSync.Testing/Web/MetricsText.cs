using System.Globalization;
using System.Text.RegularExpressions;

namespace ActionSync.Testing.Web;

/// <summary>
/// Reads what Prometheus scrapes (https://prometheus.io/docs/instrumenting/exposition_formats/) as strictly as <c>promtool check metrics</c>: whatever is
/// against the format, or a name that its rules of thumb object to, fails with the line.
/// </summary>
internal sealed partial class MetricsText
{
    private static readonly string[] Types = ["counter", "gauge", "histogram", "summary", "untyped"];

    private readonly Dictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly HashSet<string> _series = new(StringComparer.Ordinal);
    private MetricFamily? _current;

    private MetricsText()
    {
    }

    public IReadOnlyCollection<MetricFamily> Families => _families.Values;

    /// <summary>All samples of a name, as alerts and dashboards give it: also with _bucket, _sum or _count behind a histogram's.</summary>
    public IReadOnlyList<MetricSample> this[string name] => [.. Families.SelectMany(family => family.Samples).Where(sample => sample.Name == name)];

    /// <summary>The only sample of a name with these labels.</summary>
    public double Value(string name, params (string Name, string Value)[] labels) =>
        Assert.Single(this[name], sample => labels.All(label => sample.Labels.GetValueOrDefault(label.Name) == label.Value)).Value;

    /// <exception cref="FormatException">It is not as it should be; the message holds the line.</exception>
    public static MetricsText Parse(string text)
    {
        if (!text.EndsWith('\n'))
            throw new FormatException("The last line does not end.");
        var metrics = new MetricsText();
        foreach (var line in text[..^1].Split('\n'))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal) || line.StartsWith("# TYPE ", StringComparison.Ordinal))
                metrics.ReadComment(line);
            else if (line.Length > 0 && line[0] != '#')
                metrics.ReadSample(line);
        }
        foreach (var family in metrics.Families)
            family.Check();
        return metrics;
    }

    private void ReadComment(string line)
    {
        if (line.Split(' ', 4) is not [_, var kind, var name, var rest] || !MetricName().IsMatch(name))
            throw new FormatException($"A comment that says nothing: {line}");
        if (_current?.Name != name)
        {
            _current = new MetricFamily(name);
            if (!_families.TryAdd(name, _current))
                throw new FormatException($"{name} comes a second time: {line}");
        }
        if (_current.Samples.Count > 0)
            throw new FormatException($"It comes behind samples of {name}: {line}");
        if (kind == "HELP")
            _current.Help = _current.Help is null ? Unescape(rest, forHelp: true) : throw new FormatException($"A second HELP: {line}");
        else
            _current.Type = _current.Type is null && Types.Contains(rest) ? rest : throw new FormatException($"A second or unknown TYPE: {line}");
    }

    private void ReadSample(string line)
    {
        if (Sample().Match(line) is not { Success: true } match)
            throw new FormatException($"No sample: {line}");
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (label, value) in match.Groups["label"].Captures.Zip(match.Groups["value"].Captures, (label, value) => (label.Value, value.Value)))
        {
            if (label.StartsWith("__", StringComparison.Ordinal) || !labels.TryAdd(label, Unescape(value, forHelp: false)))
                throw new FormatException($"The label {label} is reserved, or there twice: {line}");
        }
        var sample = new MetricSample(match.Groups["name"].Value, labels, Number(match.Groups["number"].Value, line));
        if (_current is null || !_current.Has(sample.Name))
            throw new FormatException($"It belongs to no family above it: {line}");
        if (!_series.Add($"{sample.Name}{{{string.Join(',', labels.Select(label => $"{label.Key}={label.Value}"))}}}"))
            throw new FormatException($"The same series again: {line}");
        _current.Samples.Add(sample);
    }

    private static double Number(string text, string line) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"No number: {line}"),
    };

    private static string Unescape(string text, bool forHelp) => Escape().Replace(text, escape => escape.Value switch
    {
        @"\\" => @"\",
        @"\n" => "\n",
        "\\\"" when !forHelp => "\"",
        _ => throw new FormatException($"{escape.Value} is no escape: {text}"),
    });

    [GeneratedRegex(@"^[a-zA-Z_:][a-zA-Z0-9_:]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MetricName();

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>([^"\\]|\\.)*)",?)*\})? (?<number>\S+)( -?\d+)?$""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sample();

    [GeneratedRegex(@"\\.?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();
}

internal sealed record MetricSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>One metric with all its series.</summary>
internal sealed partial class MetricFamily(string name)
{
    private static readonly string[] OfHistogram = ["_bucket", "_sum", "_count"];

    public string Name => name;

    public string? Help { get; set; }

    public string? Type { get; set; }

    public List<MetricSample> Samples { get; } = [];

    public bool Has(string sample) => Type switch
    {
        "histogram" => OfHistogram.Any(ending => sample == name + ending),
        "summary" => sample == name || sample == $"{name}_sum" || sample == $"{name}_count",
        _ => sample == name,
    };

    /// <summary>What can be told only of the whole.</summary>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Help) || Type is null or "untyped")
            throw new FormatException($"{name} lacks HELP or TYPE.");
        if (!LowerCase().IsMatch(name))
            throw new FormatException($"{name} is not in lower case with underscores.");
        if (Type == "counter" != name.EndsWith("_total", StringComparison.Ordinal))
            throw new FormatException($"{name} is a {Type}: counters end in _total, and nothing else does.");
        if (Type == "counter" && Samples.Any(sample => !(sample.Value >= 0) || double.IsInfinity(sample.Value)))
            throw new FormatException($"{name} counts what cannot be counted.");
        if (OtherUnit().IsMatch(name))
            throw new FormatException($"{name} is not in a base unit (seconds, bytes).");
        if (Type == "histogram")
            CheckBuckets();
        else if (Samples.Any(sample => sample.Labels.ContainsKey("le")))
            throw new FormatException($"{name} has a label le and is no histogram.");
    }

    private void CheckBuckets()
    {
        foreach (var series in Samples.GroupBy(sample => string.Join(',', sample.Labels.Where(label => label.Key != "le"))))
        {
            var buckets = series.Where(sample => sample.Name == $"{name}_bucket").Select(sample => (Le: UpTo(sample), sample.Value)).ToList();
            if (!buckets.Select(bucket => bucket.Le).SequenceEqual(buckets.Select(bucket => bucket.Le).Distinct().Order())
                || !buckets.Select(bucket => bucket.Value).SequenceEqual(buckets.Select(bucket => bucket.Value).Order()))
                throw new FormatException($"{name}{{{series.Key}}} has buckets out of order.");
            if (buckets.Count == 0 || !double.IsPositiveInfinity(buckets[^1].Le))
                throw new FormatException($"{name}{{{series.Key}}} lacks the bucket +Inf.");
            if (series.Count(sample => sample.Name == $"{name}_sum") != 1
                || series.SingleOrDefault(sample => sample.Name == $"{name}_count")?.Value != buckets[^1].Value)
                throw new FormatException($"{name}{{{series.Key}}} lacks _sum, or its _count is not that of +Inf.");
        }
    }

    private double UpTo(MetricSample bucket) => bucket.Labels.GetValueOrDefault("le") switch
    {
        "+Inf" => double.PositiveInfinity,
        { } number when double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var le) => le,
        _ => throw new FormatException($"A bucket of {name} does not say up to where."),
    };

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LowerCase();

    [GeneratedRegex("_(milliseconds|ms|minutes|hours|days|kilobytes|kb|megabytes|mb|percent)(_|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OtherUnit();
}
