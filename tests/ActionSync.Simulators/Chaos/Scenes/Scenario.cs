namespace ActionSync.Simulators.Chaos.Scenes;

/// <summary>One thing that happens: to the workers, to what they depend on, or in documents and trackers.</summary>
/// <param name="Weight">How often, in relation to the others.</param>
internal abstract record Scenario(int Weight)
{
    /// <summary>It makes sense with this set-up.</summary>
    public virtual bool Fits(Stage stage) => true;

    public abstract Task PlayAsync(Stage stage, CancellationToken cancellationToken);
}
