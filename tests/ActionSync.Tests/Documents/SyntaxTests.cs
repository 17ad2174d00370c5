using System.Text;
using ActionSync.Documents.Json;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents;

/// <summary>Text that is not JSON, or not all of it.</summary>
public sealed class SyntaxTests
{
    [Theory]
    [InlineData("{\"a\":1 \"b\":2}", 8, "no comma separates")]
    [InlineData("{\"a\":\"x\" \"b\":2}", 10, "no comma separates")]
    [InlineData("{a:1}", 2, "'a' begins no key")]
    [InlineData("{\"a\" 1}", 6, "no colon follows")]
    [InlineData("{\"a\\\"\" 1}", 8, "no colon follows")]
    [InlineData("{\"a\":'x'}", 6, "single quotes")]
    [InlineData("{'a':1}", 2, "single quotes")]
    [InlineData("{\"a\":\"x\ny\"}", 8, "the line ends inside a string")]
    [InlineData("{\"a\":\"x\ty\"}", 8, "a tab stands inside a string")]
    [InlineData("{\"a\":\"x\u0001y\"}", 8, "control character U+0001")]
    [InlineData("{\"a\":\"C:\\quarter\"}", 10, "'q' is wrong in a backslash escape")]
    [InlineData("{\"a\":\"\\u12G4\"}", 11, "'G' is wrong in a backslash escape")]
    [InlineData("{\"a\":01}", 6, "no JSON number")]
    [InlineData("{\"a\":1.}", 6, "no JSON number")]
    [InlineData("{\"a\":12abc}", 6, "no JSON number")]
    [InlineData("{\"a\":True}", 6, "'T' begins no JSON value")]
    [InlineData("{\"a\":nulx}", 6, "is no JSON value")]
    [InlineData("{\"a\":NaN}", 6, "'N' begins no JSON value")]
    [InlineData("{\"a\":“x”}", 6, "'“' begins no JSON value")]
    [InlineData("{\"ä\":“x”}", 6, "'“' begins no JSON value")]
    [InlineData("{\"a\":[1}", 8, "'}' closes what is not open")]
    [InlineData("{\"a\":}", 6, "the key has no value")]
    [InlineData("{\"a\":1,,\"b\":2}", 8, "a comma stands where")]
    [InlineData("{,}", 2, "a comma stands where")]
    [InlineData("{\"a\":1, b:2}", 9, "'b' begins no JSON value or key")]
    [InlineData("{\"a\":/x}", 6, "a slash")]
    public void A_mistake_has_its_place_and_a_sentence(string json, int column, string wrong)
    {
        var problem = Some.Parse(json).Problems.Single(p => p.Column == column);
        Assert.Contains(wrong, problem.Wrong, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Right);
        Assert.False(Some.Parse(json).EndsTooEarly);
    }

    [Theory]
    [InlineData("{0} {0}", "more text follows")]
    [InlineData("{0}\n{0}", "more text follows")]
    [InlineData("{0},", "more text follows")]
    [InlineData("{0}]", "more text follows")]
    [InlineData("{0} x", "more text follows")]
    [InlineData("{0} // done", "comment")]
    [InlineData("{0} // done\n", "comment")]
    [InlineData("{0} /* done", "comment")]
    [InlineData("/* first, */ {0}", "comment")]
    [InlineData("[{0}, ]", "a comma stands before the closing bracket")]
    [InlineData("[{0}, /* , */ ]", "comment")]
    public void What_strict_JSON_lacks_is_a_problem(string format, string wrong)
    {
        var file = Some.Parse(format.Replace("{0}", Some.Document("")));
        Assert.Contains(file.Problems, p => p.Wrong.Contains(wrong, StringComparison.Ordinal));
        Assert.Empty(file.Incidents);
        Assert.False(file.EndsTooEarly);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData(" \r\n")]
    [InlineData("{")]
    [InlineData("[")]
    [InlineData("{\"incident")]
    [InlineData("{\"incident\": {\"id\": \"I\"")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\"}")]
    [InlineData("{\"a\": tru")]
    [InlineData("{\"a\": \"x\\")]
    [InlineData("[{\"a\": 1}, // and")]
    public void Text_that_stops_inside_a_value_may_still_be_growing(string json)
    {
        var file = Some.Parse(json);
        Assert.True(file.EndsTooEarly);
        Assert.NotEmpty(file.Problems);
    }

    [Fact]
    public void Every_beginning_of_the_sample_ends_too_early_and_says_so()
    {
        var sample = Encoding.UTF8.GetBytes(File.ReadAllText(Repository.Sample).Trim());
        for (var length = 0; length < sample.Length; length++)
        {
            var file = IncidentParser.Parse(sample.AsMemory(0, length), TimeZoneInfo.Utc);
            Assert.True(file.EndsTooEarly, $"at {length}");
            Assert.NotEmpty(file.Problems);
        }
    }
}
