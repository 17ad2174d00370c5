using System.Text;
using System.Text.RegularExpressions;

namespace ActionSync.Testing.Web;

/// <summary>Somebody with a browser that knows forms and cookies, and no script.</summary>
internal sealed partial class PageVisitor(HostedDoor door)
{
    private string? _cookie;
    private string _token = "";

    /// <summary>Opens a page, and keeps what its forms need.</summary>
    public async Task<DoorReply> OpenAsync(string path)
    {
        var reply = await door.GetAsync(path, Cookies());
        if (reply.Headers.ContainsKey("Set-Cookie"))
            _cookie = reply.Cookie("actionsync.forms");
        if (Token().Match(reply.Body) is { Success: true } token)
            _token = token.Groups["value"].Value;
        return reply;
    }

    /// <summary>Opens the page that a form led to.</summary>
    public Task<DoorReply> FollowAsync(DoorReply reply) => OpenAsync(reply.Is(303)["Location"]!);

    /// <summary>Presses a button of the page that was opened last.</summary>
    public Task<DoorReply> SubmitAsync(string path, string form, params (string Name, string Value)[] fields) =>
        door.PostAsync(path, HostedDoor.Form([("_handler", form), ("token", _token), .. fields]), Cookies());

    /// <summary>Chooses files on Inbox, which is opened for it, and sends them.</summary>
    public async Task<DoorReply> UploadAsync(params (string Name, byte[] Bytes)[] files)
    {
        (await OpenAsync("/inbox")).Is(200);
        return await SendAsync(_token, files);
    }

    /// <summary>The same with a token of one's own, or none.</summary>
    public async Task<DoorReply> SendAsync(string? token, params (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent();
        if (token is not null)
            form.Add(new StringContent(token), "token");
        foreach (var (name, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            // As browsers write it, whatever the name holds.
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"files\"; filename=\"{name.Replace("\"", "%22")}\"");
            form.Add(part);
        }
        return await door.PostAsync("/inbox/uploads", form, Cookies());
    }

    /// <summary>A document as a file.</summary>
    public static (string Name, byte[] Bytes) File(string name, string text) => (name, Encoding.UTF8.GetBytes(text));

    private (string, string)[] Cookies() => _cookie is null ? [] : [("Cookie", _cookie)];

    [GeneratedRegex("name=\"token\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Token();
}
