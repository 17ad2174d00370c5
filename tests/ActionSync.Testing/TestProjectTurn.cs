namespace ActionSync.Testing;

/// <summary>
/// The test projects of one checkout run one after the other, also where they are started together: what one measures, another would disturb.
/// </summary>
public sealed class TestProjectTurn : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly string File = Path.Combine(Repository.Root, "tests", "ActionSync.Testing", "obj", "turn.lock");

    private FileStream? _turn;

    public async ValueTask InitializeAsync()
    {
        while ((_turn = Take()) is null)
            await Task.Delay(Pause);
    }

    public async ValueTask DisposeAsync()
    {
        if (_turn is not null)
            await _turn.DisposeAsync();
    }

    private static FileStream? Take()
    {
        try
        {
            return new FileStream(File, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
