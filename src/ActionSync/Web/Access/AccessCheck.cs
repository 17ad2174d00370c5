using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace ActionSync.Web.Access;

/// <summary>Lets a request in to its endpoint, or says why not; <see cref="AccessRules"/> decides.</summary>
internal sealed class AccessCheck(RequestDelegate next, DashboardOptions options, ApiKeys keys, KeyTries tries, PublicAddress address)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        var passage = context.Features.GetRequiredFeature<ProxyPassage>();
        var question = QuestionOf(context, passage);
        var answer = AccessRules.Decide(question);
        switch (answer)
        {
            case AccessAnswer.Allowed:
                if (passage.User is { } user)
                    context.User = Caller.Principal(user);
                context.Features.Set(Caller.Of(question.Area, passage.User, question is { HasKey: true, IsSignedIn: true }));
                await next(context);
                break;
            case AccessAnswer.SignIn:
                SignInEndpoints.Redirect(context, $"/sign-in?to={Uri.EscapeDataString(context.Request.Path.ToUriComponent() + context.Request.QueryString)}");
                break;
            default:
                await RefuseAsync(context, answer);
                break;
        }
    }

    private Task RefuseAsync(HttpContext context, AccessAnswer answer)
    {
        if (answer == AccessAnswer.WrongKey)
            tries.Add(context.Connection.RemoteIpAddress);
        var (status, sentence) = AccessRefusal.Of(answer);
        return answer == AccessAnswer.TooManyTries
            ? PlainAnswer.WriteAsync(context, (int)status, sentence, tries.WaitOf(context.Connection.RemoteIpAddress) ?? TimeSpan.FromSeconds(1))
            : PlainAnswer.WriteAsync(context, (int)status, sentence);
    }

    private AccessQuestion QuestionOf(HttpContext context, ProxyPassage passage)
    {
        var (request, connection, area) = (context.Request, context.Connection, context.Area());
        return new AccessQuestion
        {
            Area = area,
            IsSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method),
            From = address.SenderOf(request),
            IsHere = IsLoopback(connection.LocalIpAddress) && IsLoopback(connection.RemoteIpAddress) && !passage.IsPassedOn,
            IsHostHere = LocalHost.IsOne(request.Host),
            HasKey = keys.Any,
            HasUserHeader = options.UserHeader is not null,
            AreMetricsOpen = options.MetricsOpen,
            // Without a key none can be wrong; a sign-on's own bearer may come along.
            Bearer = keys.Any && area is Area.Api or Area.Metrics ? BearerOf(context) : ClaimedKey.None,
            IsSignedIn = context.User.Identity?.IsAuthenticated == true,
            HasUser = passage.User is not null,
        };
    }

    private ClaimedKey BearerOf(HttpContext context)
    {
        if (context.Request.Headers.Authorization is not [{ } value] || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return ClaimedKey.None;
        return tries.WaitOf(context.Connection.RemoteIpAddress) is not null ? ClaimedKey.TooMany
            : keys.Recognise(value[Scheme.Length..].Trim()) is not null ? ClaimedKey.Right
            : ClaimedKey.Wrong;
    }

    private static bool IsLoopback(IPAddress? address) =>
        address is not null && IPAddress.IsLoopback(address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address);
}
