using System.Net;
using ActionSync.Retrying;

namespace ActionSync.Tests.Retrying;

/// <summary>What a service's <c>Retry-After</c> comes to, for trackers and for channels.</summary>
public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2024, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, 60)]
    [InlineData("", null, 60)]
    [InlineData("soon", null, 60)]
    [InlineData("-5", null, 60)]
    [InlineData("99999999999", null, 60)]
    [InlineData("1.5", null, 60)]
    [InlineData("0", 0, 1)]
    [InlineData("30", 30, 30)]
    [InlineData("4000", 4000, 3600)]
    [InlineData("2147483647", 7200, 3600)]
    [InlineData("Mon, 15 Jan 2024 12:05:00 GMT", 300, 300)]
    [InlineData("Mon, 15 Jan 2024 11:00:00 GMT", 0, 1)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 7200, 3600)]
    public void It_is_believed_within_bounds(string? header, int? ofTracker, int ofChannel)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        if (header is not null)
            response.Headers.TryAddWithoutValidation(RetryAfter.Header, header);

        Assert.Equal(ofTracker, (int?)(RetryAfter.OfTracker.Read(header, Now) - Now)?.TotalSeconds);
        Assert.Equal(ofChannel, (int)(RetryAfter.OfChannel.Of(response, Now) - Now).TotalSeconds);
    }

    [Theory]
    [InlineData(-10, 0, 1)]
    [InlineData(90, 90, 90)]
    [InlineData(1_000_000, 7200, 3600)]
    public void A_limit_that_is_told_another_way_has_the_same_bounds(int seconds, int ofTracker, int ofChannel)
    {
        Assert.Equal(Now.AddSeconds(ofTracker), RetryAfter.OfTracker.Within(Now.AddSeconds(seconds), Now));
        Assert.Equal(Now.AddSeconds(ofChannel), RetryAfter.OfChannel.Within(Now.AddSeconds(seconds), Now));
    }
}
