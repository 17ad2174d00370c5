using ActionSync.Intake;
using ActionSync.Testing;

namespace ActionSync.Tests.Intake;

/// <summary>A document that was filled in replaces the one that was read, and no other.</summary>
public sealed class FilledDocumentTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_file_that_somebody_changed_meanwhile_is_left_alone()
    {
        var file = _folder["incident.md"];
        File.WriteAllText(file, "theirs");

        Assert.False(await DocumentAnnotation.WriteAsync(file, "read before"u8.ToArray(), "ours"u8.ToArray(), CancellationToken.None));
        Assert.Equal("theirs", File.ReadAllText(file));
        Assert.True(await DocumentAnnotation.WriteAsync(file, "theirs"u8.ToArray(), "ours"u8.ToArray(), CancellationToken.None));
        Assert.Equal("ours", File.ReadAllText(file));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();
}
