using System.Globalization;

namespace ActionSync.Testing;

/// <summary>
/// How long a run of tests shall be. Fuzzers and measured examples are short by themselves, and <c>TEST_TIMES</c> as long where it is set.
/// </summary>
internal static class TestLength
{
    private static readonly int Times = Setting("TEST_TIMES") ?? 1;

    /// <summary>The number that a variable sets, else <paramref name="few"/>, as many times as all tests shall be longer.</summary>
    public static int Of(string variable, int few) => Setting(variable) ?? few * Times;

    public static int? Setting(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
