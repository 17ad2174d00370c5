using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ActionSync.Simulators.Chaos.Workers;

/// <summary>One <c>actionsync run</c>; it may be killed, stopped for a while, told to end, and is started again.</summary>
internal sealed class Worker(Installation installation, int number) : IDisposable
{
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    private Process? _process;

    public bool IsRunning => _process is { HasExited: false };

    public bool IsPaused { get; private set; }

    /// <summary>It is not to run now.</summary>
    public bool IsOff { get; set; }

    public void Start()
    {
        _process?.Dispose();
        _process = installation.Start($"worker-{number}.log", "run");
        IsPaused = false;
    }

    public async Task KillAsync()
    {
        if (_process is not { HasExited: false } process)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        IsPaused = false;
    }

    /// <summary>SIGTERM; true where it ended within the time that it has.</summary>
    public async Task<bool> EndAsync(TimeSpan within)
    {
        if (_process is not { HasExited: false } process)
            return true;
        Resume();
        _ = Signal(process.Id, Terminate);
        using var limit = new CancellationTokenSource(within);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            return false;
        }
    }

    public void Pause()
    {
        if (_process is not { HasExited: false } process)
            return;
        IsPaused = true;
        _ = Signal(process.Id, Stop);
    }

    public void Resume()
    {
        if (IsPaused && _process is { HasExited: false } process)
            _ = Signal(process.Id, Continue);
        IsPaused = false;
    }

    public void Dispose()
    {
        if (_process is not { } process)
            return;
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }
        process.Dispose();
        _process = null;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
