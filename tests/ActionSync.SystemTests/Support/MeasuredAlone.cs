namespace ActionSync.SystemTests.Support;

/// <summary>For tests whose measure others would disturb: they run after all others, one by one.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
