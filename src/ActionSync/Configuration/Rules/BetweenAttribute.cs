using System.Globalization;

namespace ActionSync.Configuration.Rules;

/// <summary>A whole number from the least to the most, both included.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BetweenAttribute(long least, long most) : RuleAttribute
{
    public long Least => least;

    public long Most => most;

    public override string? Expected(object value)
    {
        var number = Convert.ToInt64(value, CultureInfo.InvariantCulture);
        return number >= least && number <= most ? null : $"from {least} to {most}";
    }
}

/// <summary>A time span from the least to the most, both included.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SpanBetweenAttribute(string least, string most) : RuleAttribute
{
    public string Least => least;

    public string Most => most;

    public override string? Expected(object value) =>
        (TimeSpan)value >= TimeSpan.Parse(least, CultureInfo.InvariantCulture) && (TimeSpan)value <= TimeSpan.Parse(most, CultureInfo.InvariantCulture)
            ? null
            : $"from {least} to {most}";
}
