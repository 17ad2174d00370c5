using ActionSync.Text;
using ActionSync.Web.Pages.Frame;

namespace ActionSync.Web.Access;

/// <summary>The least that is a page, for who is not let in or has to be told of an error: a heading, and what stands below it.</summary>
internal static class PlainPage
{
    /// <param name="context">The request that is answered.</param>
    /// <param name="title">Text.</param>
    /// <param name="html">What stands below the heading, as HTML.</param>
    public static string Of(HttpContext context, string title, string html)
    {
        var root = HtmlText.Encode(context.Request.PathBase.ToUriComponent());
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex, nofollow">
            <link rel="icon" type="image/svg+xml" href="{root}{Asset.Icon.Path}">
            <link rel="stylesheet" href="{root}{Asset.Style.Path}">
            <title>{HtmlText.Encode(title)} - ActionSync</title>
            </head>
            <body>
            <header class="bar"><a class="home" href="{root}/"><img src="{root}{Asset.Icon.Path}" alt="" width="22" height="22">ActionSync</a></header>
            <main>
            <h1>{HtmlText.Encode(title)}</h1>
            <section>
            {html}
            </section>
            </main>
            </body>
            </html>

            """;
    }
}
