namespace ActionSync.Simulators.Chaos.Books;

/// <summary>A service on the other end of a wire, as far as it can be made to fail.</summary>
/// <param name="lag">Says how far its lists are behind from now on.</param>
internal sealed class Remote(Faults faults, Action<TimeSpan> lag, Func<Task> stop, Func<Task> start)
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(200);
    private const int MostTries = 50;

    public Faults Faults => faults;

    /// <summary>Connections are refused.</summary>
    public bool IsDown { get; private set; }

    public void Lag(TimeSpan by) => lag(by);

    public async Task StopAsync()
    {
        IsDown = true;
        await stop();
    }

    public async Task StartAsync()
    {
        for (var attempt = 1; IsDown; attempt++)
        {
            try
            {
                await start();
                IsDown = false;
            }
            catch (IOException) when (attempt < MostTries)
            {
                // Somebody's connection has the port for a moment.
                await Task.Delay(TryAgain);
            }
        }
    }
}
