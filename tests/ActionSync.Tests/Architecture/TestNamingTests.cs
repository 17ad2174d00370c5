using System.Text.RegularExpressions;
using ActionSync.Testing;

namespace ActionSync.Tests.Architecture;

/// <summary>A test is found by its subject: <c>SubjectTests.cs</c> holds <c>SubjectTests</c>; what several kinds share is a <c>SubjectContract</c>.</summary>
public sealed partial class TestNamingTests
{
    [Fact]
    public void A_class_that_holds_tests_is_called_after_its_subject() => Assert.Empty(
        Repository.Sources().Where(file =>
            file.Path.StartsWith("tests/", StringComparison.Ordinal) && Test().IsMatch(file.Text) && !IsNamed(file.Path, file.Text))
            .Select(file => $"{file.Path} holds tests, so it declares a class of its own name that ends in Tests (or an abstract one that ends in Contract)."));

    [Theory]
    [InlineData("tests/Outbox.cs", "public sealed class Outbox", false)]
    [InlineData("tests/OutboxTests.cs", "public sealed class Outbox", false)]
    [InlineData("tests/OutboxTests.cs", "public sealed class OutboxTests", true)]
    [InlineData("tests/OutboxContract.cs", "public abstract class OutboxContract", true)]
    public void Both_the_file_and_the_class_count(string path, string code, bool isNamed) => Assert.Equal(isNamed, IsNamed(path, code));

    private static bool IsNamed(string path, string text)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return name.EndsWith("Tests", StringComparison.Ordinal) ? Regex.IsMatch(text, $@"\bclass {name}\b", RegexOptions.None, TimeSpan.FromSeconds(5))
            : name.EndsWith("Contract", StringComparison.Ordinal) && text.Contains($"abstract class {name}", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\s+\[(Fact|Theory)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Test();
}
