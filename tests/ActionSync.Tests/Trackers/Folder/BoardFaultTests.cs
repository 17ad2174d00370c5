using ActionSync.Files;
using ActionSync.Trackers;
using ActionSync.Trackers.Folder;

namespace ActionSync.Tests.Trackers.Folder;

public sealed class BoardFaultTests
{
    [Fact]
    public void A_full_disk_is_a_definite_no_with_a_next_step()
    {
        // The kernel's own answer of "no space left".
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var error = Assert.ThrowsAny<IOException>(() => full.Write("x"u8));

        var refused = Assert.IsType<CreateOutcome.Refused>(BoardFault.Outcome(error, "/board"));
        Assert.Equal("The disk of /board is full: make room there, and the next pass tries again.", refused.Reason);
    }

    [Fact]
    public void A_rename_that_the_disk_perhaps_lost_is_unknown() =>
        Assert.IsType<CreateOutcome.Unknown>(BoardFault.Outcome(new FolderFlushException("not kept"), "/board"));
}
