using ActionSync.Intake;

namespace ActionSync.Tests.Intake;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("**/*.md", "a.md", true)]
    [InlineData("**/*.md", "x/y/a.MD", true)]
    [InlineData("**/*.md", "x/a.mdx", false)]
    [InlineData("*.md", "a.md", true)]
    [InlineData("*.md", "x/a.md", false)]
    [InlineData("post/**", "post/a/b", true)]
    [InlineData("post/**", "post", false)]
    [InlineData("post/**", "poster/a", false)]
    [InlineData("post/**/a-?.md", "post/a-1.md", true)]
    [InlineData("post/**/a-?.md", "post/x/y/a-12.md", false)]
    [InlineData("./post/*/a.md", "post/x/a.md", true)]
    [InlineData("/post/*/a.md", "post/x/y/a.md", false)]
    [InlineData("**/x/**/*.md", "a/x/b/c.md", true)]
    [InlineData("**/x/**/*.md", "x/c.md", true)]
    [InlineData("**/x/**/*.md", "a/b/c.md", false)]
    [InlineData("**", "a/b", true)]
    public void A_pattern_fits_a_path_or_not(string pattern, string path, bool fits) => Assert.Equal(fits, new PathPattern(pattern).Fits(path));

    [Theory]
    [InlineData("**/.*/**", ".git", true)]
    [InlineData("**/.*/**", "a/.git", true)]
    [InlineData("**/.*/**", "a/git", false)]
    [InlineData("drafts", "drafts", true)]
    [InlineData("drafts/", "drafts", true)]
    [InlineData("drafts/*.md", "drafts", false)]
    public void A_folder_of_which_everything_fits_is_known_by_its_path(string pattern, string folder, bool fits) =>
        Assert.Equal(fits, new PathPattern(pattern).FitsAllIn(folder));

    [Fact]
    public void A_pattern_that_could_be_tried_in_many_ways_takes_no_longer()
    {
        var pattern = new PathPattern(string.Join('/', Enumerable.Repeat("**/*a*", 20)) + "/b");
        Assert.False(pattern.Fits(string.Join('/', Enumerable.Repeat("aaaa", 60))));
    }
}
