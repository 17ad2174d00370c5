using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ActionSync.SystemTests.Support;

/// <summary>A process of ours; killed when it is disposed of.</summary>
internal sealed class Worker : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _stdout = new();
    private readonly StringBuilder _stderr = new();
    private bool _disposed;

    public Worker(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_stdout, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_stderr, line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Stdout => Said(_stdout);

    public string Stderr => Said(_stderr);

    /// <summary>Waits for its end; a command that never ends is a failure.</summary>
    public async Task<Ran> EndAsync(TimeSpan? within = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(within ?? Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"It did not end in time.\n{Stdout}\n{Stderr}");
        }
        return new Ran(_process.ExitCode, Stdout, Stderr);
    }

    /// <summary>The most memory that it had so far, in megabytes, as the system counts it; 0 once it has ended.</summary>
    public double PeakMegabytes
    {
        get
        {
            try
            {
                var line = File.ReadLines($"/proc/{Id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
                return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) / 1024.0;
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }

    /// <summary>Waits for its end and watches its memory meanwhile: the system forgets that with the process.</summary>
    public async Task<(Ran Ran, double Megabytes)> EndWithPeakAsync(TimeSpan? within = null)
    {
        var (end, most) = (EndAsync(within), 0.0);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!end.IsCompleted && await look.WaitForNextTickAsync(TestContext.Current.CancellationToken))
            most = Math.Max(most, PeakMegabytes);
        return (await end, most);
    }

    /// <summary>SIGTERM.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>SIGKILL, and the wait for its end.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{Id}"]);
        kill.WaitForExit();
    }

    private static void Keep(StringBuilder said, string? line)
    {
        if (line is null)
            return;
        lock (said)
            said.AppendLine(line);
    }

    private static string Said(StringBuilder said)
    {
        lock (said)
            return said.ToString();
    }
}
