namespace ActionSync.Web.Access;

/// <summary>What a path is, which decides who may ask for it; see <see cref="AreaExtensions.InArea"/>.</summary>
internal enum Area
{
    /// <summary>People read it in a browser. So counts what says nothing else, and what is not there at all.</summary>
    Page,

    /// <summary>Health and webhooks: answered to everybody, under every Host.</summary>
    Open,

    /// <summary>What monitoring reads.</summary>
    Metrics,

    /// <summary>Style sheet, script and picture: the same for everybody, and nothing of them is secret.</summary>
    Asset,

    /// <summary>The confirmation page of a signed link: whoever has the link may open it.</summary>
    Link,

    /// <summary>Programs read and write it; it answers in JSON.</summary>
    Api,

    /// <summary>Where somebody signs in or out.</summary>
    SignIn,
}
