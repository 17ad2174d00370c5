using ActionSync.Web.Api;

namespace ActionSync.Tests.Web.Api;

public sealed class DocumentTypeTests
{
    [Theory]
    [InlineData("application/json", ".json")]
    [InlineData("APPLICATION/JSON; charset=utf-8", ".json")]
    [InlineData("text/markdown; charset=\"UTF-8\"; variant=GFM", ".md")]
    [InlineData("application/yaml", ".yaml")]
    [InlineData("text/x-yaml", ".yaml")]
    [InlineData("text/plain; charset=us-ascii", null)]
    [InlineData("application/octet-stream", null)]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData(null, null)]
    [InlineData("", null)]
    public void Documents_come_as_one_of_these_types(string? header, string? ending) => Assert.Equal(ending, DocumentType.Of(header)!.Ending);

    [Theory]
    [InlineData("image/png")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("text/markdown; charset=iso-8859-1")]
    [InlineData("text/plain; charset=nonsense")]
    [InlineData("json")]
    [InlineData(";;;")]
    public void Anything_else_is_refused(string header) => Assert.Null(DocumentType.Of(header));
}
