namespace ActionSync.Web.Access;

/// <summary>Who may ask what: the first row that fits decides. Pure.</summary>
internal static class AccessRules
{
    public static AccessAnswer Decide(AccessQuestion question) => question switch
    {
        // Health tells nothing that is secret, and webhooks are signed.
        { Area: Area.Open } => AccessAnswer.Allowed,

        // Somebody else's page has the reader's browser send it. Where the browser does not say so, forms are told by their token, and the API has none.
        { IsSafe: false, From: SendingPage.Foreign } => AccessAnswer.ForeignPage,
        { IsSafe: false, From: SendingPage.Unsaid, Area: Area.Api } => AccessAnswer.ForeignPage,

        { Area: Area.Metrics, AreMetricsOpen: true } => AccessAnswer.Allowed,
        { Area: Area.Metrics, IsHere: true, IsHostHere: true } => AccessAnswer.Allowed,
        { Area: Area.Metrics, HasKey: false } => AccessAnswer.OnlyOpenHere,

        // Nobody has to say who they are, so it is answered on this machine alone.
        { HasKey: false, HasUserHeader: false, IsHere: false } => AccessAnswer.OnlyOpenHere,
        { HasKey: false, HasUserHeader: false, IsHostHere: false } => AccessAnswer.OtherHost,
        { HasKey: false, HasUserHeader: false } => AccessAnswer.Allowed,

        // They are the same for everybody; a link is its own key.
        { Area: Area.Asset or Area.Link } => AccessAnswer.Allowed,
        { Area: Area.SignIn, HasKey: true } => AccessAnswer.Allowed,

        // Programs show the key. What only reads may be asked in a browser, too; what changes something may not, since no form's token guards it.
        { Area: Area.Api or Area.Metrics, Bearer: ClaimedKey.TooMany } => AccessAnswer.TooManyTries,
        { Area: Area.Api or Area.Metrics, Bearer: ClaimedKey.Right } => AccessAnswer.Allowed,
        { Area: Area.Api or Area.Metrics, Bearer: ClaimedKey.Wrong } => AccessAnswer.WrongKey,
        { Area: Area.Api, IsSafe: true, HasUser: true } => AccessAnswer.Allowed,
        { Area: Area.Api, HasKey: false } => AccessAnswer.KeyNotSet,
        { Area: Area.Api or Area.Metrics } => AccessAnswer.KeyNeeded,

        // People are named by the company's sign-on, or signed in with the key.
        { HasUser: true } => AccessAnswer.Allowed,
        { HasKey: true, IsSignedIn: true } => AccessAnswer.Allowed,
        { HasKey: true, IsSafe: true } => AccessAnswer.SignIn,
        { HasKey: true } => AccessAnswer.SignInFirst,
        _ => AccessAnswer.UserNeeded,
    };
}

internal enum AccessAnswer
{
    Allowed,

    /// <summary>At this address nothing but health and webhooks is there.</summary>
    OnlyOpenHere,

    /// <summary>The name that it was asked under is none of this machine's own.</summary>
    OtherHost,
    ForeignPage,
    TooManyTries,
    WrongKey,
    KeyNeeded,

    /// <summary>Only the company's sign-on is set up, which knows people and no programs.</summary>
    KeyNotSet,

    /// <summary>It is asked again behind the page that asks for the key.</summary>
    SignIn,
    SignInFirst,

    /// <summary>It must come by way of the company's sign-on.</summary>
    UserNeeded,
}
