using System.Net;

namespace ActionSync.Mail;

/// <summary>The HTML of a mail whose text is laid out by blanks: every reader shows it as it is.</summary>
internal static class PreformattedHtml
{
    public static string Of(string title, string text) =>
        $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(title)}</title></head>\n"
        + $"<body><pre style=\"font:13px/1.5 ui-monospace,Menlo,Consolas,monospace\">\n{WebUtility.HtmlEncode(text)}</pre></body></html>\n";
}
