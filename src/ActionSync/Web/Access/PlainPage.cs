using ActionSync.Text;

namespace ActionSync.Web.Access;

/// <summary>The least that is a page: a heading, and what stands below it.</summary>
internal static class PlainPage
{
    /// <param name="title">Text.</param>
    /// <param name="html">What stands below the heading, as HTML.</param>
    public static string Of(string title, string html) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{HtmlText.Encode(title)} - ActionSync</title>
        </head>
        <body>
        <main>
        <h1>{HtmlText.Encode(title)}</h1>
        {html}
        </main>
        </body>
        </html>

        """;
}
