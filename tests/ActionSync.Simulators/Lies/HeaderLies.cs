namespace ActionSync.Simulators.Lies;

/// <summary>Changes the status or the headers of an answer.</summary>
/// <param name="url">The simulator's own address.</param>
internal sealed class HeaderLies(Random random, string url)
{
    /// <summary>A write is never answered with a definite no: who says no and does it all the same cannot be told from who says no.</summary>
    private static readonly int[] ForWrites = [200, 201, 202, 204, 301, 302, 304, 307, 308, 500, 502, 503];
    private static readonly int[] ForReads = [.. ForWrites, 400, 401, 403, 404, 409, 410, 418, 422, 429];

    private static readonly string[] Whens =
        ["", "-1", "0", "1e99", "60", "86400", "2147483647", "-9223372036854775808", "9223372036854775807", "99999999999999999999", "soon",
            "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"];

    private static readonly string[] Types = ["text/html", "text/plain; charset=utf-8", "application/octet-stream", "application/json; charset=utf-16",
        "application/problem+json", "json", ";;;", ""];

    public string ChangeStatus(HttpRequest request, HttpResponse response, bool isRead)
    {
        var status = Pick(isRead ? ForReads : ForWrites);
        response.StatusCode = status;
        var what = $"status {status}";
        if (status is 301 or 302 or 307 or 308 && Pick(Locations(request)) is { } location)
            what += $" to {Set(response, "Location", location)}";
        if (status is 403 or 429 or 503 && random.Next(2) == 0)
            what += $", Retry-After {Set(response, "Retry-After", Pick(Whens))}";
        if (status is 403 or 429 && random.Next(2) == 0)
            what += $", reset {Limits(response)}";
        return what;
    }

    public string ChangeHeader(HttpRequest request, HttpResponse response) => random.Next(9) switch
    {
        0 or 1 => $"Link {Set(response, "Link", Pick(Links(request)))}",
        2 => $"ETag {Set(response, "ETag", Pick<string?>([null, "", "\"", "no tag", "W/\"\u00e9\u00ff\"", "W/\"x\", \"y\"", new string('e', 5000)]))}",
        3 => $"Retry-After {Set(response, "Retry-After", Pick(Whens))}",
        4 => $"reset {Limits(response)}",
        5 => $"Date {Set(response, "Date", Pick(["Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Thu, 01 Jan 2037 00:00:00 GMT", "now"]))}",
        6 => $"encoding {Set(response, "Content-Encoding", Pick(["gzip", "deflate", "br", "zip"]))}",
        7 => $"X-Seraph-LoginReason {Set(response, "X-Seraph-LoginReason", "AUTHENTICATED_FAILED")}",
        _ => $"Content-Type {Set(response, "Content-Type", Pick(Types))}",
    };

    private string Limits(HttpResponse response)
    {
        Set(response, "X-RateLimit-Remaining", Pick(["0", "-1", "many", "4999"]));
        Set(response, "X-RateLimit-Limit", Pick(["0", "5000", "x"]));
        return Set(response, "X-RateLimit-Reset", Pick(Whens));
    }

    private IReadOnlyList<string?> Locations(HttpRequest request) =>
        [null, "", $"{url}{request.Path}{request.QueryString}", "https://evil.example/", "http://[", "/nowhere", "//", "javascript:alert(1)",
            new string('/', 3000)];

    private IReadOnlyList<string?> Links(HttpRequest request) =>
    [
        null, $"<{url}{request.Path}{request.QueryString}>; rel=\"next\"", "<https://evil.example/>; rel=\"next\"", "<http://[>; rel=\"next\"",
        "<>; rel=\"next\"", "rel=\"next\"", "> rel=\"next\"", "<rel=\"next\"", "<file:///etc/passwd>; rel=\"next\"", "<//>; rel=\"next\"",
        $"<{url}/user>; rel=\"next\"", $"<{new string('/', 3000)}>; rel=\"next\"",
    ];

    private static string Set(HttpResponse response, string header, string? value)
    {
        if (value is null)
            response.Headers.Remove(header);
        else
            response.Headers[header] = value;
        return value ?? "missing";
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
