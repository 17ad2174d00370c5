using System.Globalization;

namespace ActionSync.Testing;

/// <summary>
/// How large the measured examples are: <c>TEST_COST</c> sets how many items (the figures of README: 10000), else a number that is quick.
/// </summary>
internal static class CostRun
{
    public static int Count(int few) =>
        int.TryParse(Environment.GetEnvironmentVariable("TEST_COST"), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : few;
}
