using System.Net;

namespace ActionSync.Web.Access;

/// <summary>What somebody is told who is not let in: one sentence, and the next step.</summary>
internal sealed record AccessRefusal(HttpStatusCode Status, string Sentence)
{
    private const string HowToSend = "Send the one of Dashboard:ApiKey in the header Authorization, behind \"Bearer \".";

    public static AccessRefusal Of(AccessAnswer answer) => answer switch
    {
        AccessAnswer.OnlyOpenHere => new(HttpStatusCode.NotFound,
            "Only health and webhooks are answered at this address, since Dashboard:ApiKey is not set. Set it, or ask on the worker's own machine."),
        AccessAnswer.OtherHost => new(HttpStatusCode.Forbidden,
            "Without Dashboard:ApiKey this is answered only under the names localhost, 127.0.0.1 and [::1]. Ask for one of them, or set the key."),
        AccessAnswer.ForeignPage => new(HttpStatusCode.Forbidden,
            "This was sent by a page of another site, so nothing was done. Open the page here and try again. " +
            "If this is the site itself, Dashboard:PublicUrl must name its address."),
        AccessAnswer.TooManyTries => new(HttpStatusCode.TooManyRequests,
            "Too many wrong keys came from this address. Wait as long as the header Retry-After says, and try again."),
        AccessAnswer.WrongKey => new(HttpStatusCode.Unauthorized, $"The key is not right. {HowToSend}"),
        AccessAnswer.KeyNeeded => new(HttpStatusCode.Unauthorized, $"A key is needed. {HowToSend}"),
        AccessAnswer.KeyNotSet => new(HttpStatusCode.Unauthorized,
            "Dashboard:ApiKey is not set, so programs are not let in, and nothing can be changed here. Set it and send it in the header Authorization, " +
            "behind \"Bearer \"; without it the API is only read, by whom the company's sign-on names."),
        AccessAnswer.SignInFirst => new(HttpStatusCode.Unauthorized, "You are not signed in any more, so nothing was done. Sign in at /sign-in and try again."),
        AccessAnswer.UserNeeded => new(HttpStatusCode.Unauthorized,
            "Nobody is signed on. Come by the address of the company's sign-on, whose proxy names you alone in the header that Dashboard:UserHeader says."),
        _ => throw new InvalidOperationException($"{answer} is no refusal."),
    };
}
