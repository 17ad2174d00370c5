using System.Diagnostics;
using System.Net.Sockets;

namespace ActionSync.Testing;

/// <summary>What may lie in a folder beside files.</summary>
internal static class SpecialFiles
{
    public static string Pipe(string path)
    {
        Shell("mkfifo \"$1\"", path);
        return path;
    }

    /// <summary>A socket that nobody listens to any more.</summary>
    public static string Socket(string path)
    {
        // A socket's address takes 108 bytes, so it is made under a short name first.
        var made = Path.Combine(Path.GetTempPath(), $"s{Guid.NewGuid():N}"[..16]);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(made));
        Shell("mv \"$1\" \"$2\"", made, path);
        return path;
    }

    public static string Sparse(string path, long size)
    {
        using var file = new FileStream(path, FileMode.Create);
        file.SetLength(size);
        return path;
    }

    /// <summary>A link that was made long ago, whatever the age of what it leads to.</summary>
    public static void OldLink(string path, string target) => Shell("ln -s \"$2\" \"$1\" && touch -h -t 202401010000 \"$1\"", path, target);

    /// <summary>A file whose name is bytes; they are given as <c>printf</c> takes them (<c>caf\351.json</c>).</summary>
    public static void Named(string folder, string name, string text) => Shell("printf %s \"$3\" > \"$1/$(printf \"$2\")\"", folder, name, text);

    /// <summary>The names in a folder with what is no text escaped as <c>ls</c> does it.</summary>
    public static IReadOnlyList<string> List(string folder) =>
        Shell("ls -A -b --quoting-style=escape \"$1\"", folder).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Shell(string command, params string[] arguments)
    {
        using var shell =
            Process.Start(new ProcessStartInfo("sh", ["-c", command, "sh", .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        return said;
    }
}
