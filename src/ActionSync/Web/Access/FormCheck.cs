using Microsoft.AspNetCore.Antiforgery;

namespace ActionSync.Web.Access;

/// <summary>Refuses forms whose token <c>UseAntiforgery</c> did not accept; endpoints see none of them.</summary>
internal sealed class FormCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => context.Features.Get<IAntiforgeryValidationFeature>() switch
    {
        null or { IsValid: true } => next(context),
        // The token could not be looked at, which is not the sender's fault.
        { Error: { } error } when Ledger.Outage.IsOne(error) => throw error,
        _ => PlainAnswer.WriteAsync(context, StatusCodes.Status400BadRequest,
            "This form is too old, or was made for somebody else, so nothing was done. Open its page again and repeat it."),
    };
}
