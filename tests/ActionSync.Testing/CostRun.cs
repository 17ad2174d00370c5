namespace ActionSync.Testing;

/// <summary>How large the measured examples are: <c>TEST_COST</c> sets how many items (the figures of README: 10000).</summary>
internal static class CostRun
{
    /// <param name="few">What is measured in a second or two.</param>
    public static int Count(int few) => TestLength.Of("TEST_COST", few);
}
