using System.Text;
using ActionSync.Simulators.Lies;

namespace ActionSync.Simulators;

/// <summary>Lets each request meet the fault that the script has for it, and writes the log.</summary>
internal static class FaultMiddleware
{
    private const string BodyKey = "body";

    /// <summary>The body as text; it can be read here though the simulator is yet to read it.</summary>
    public static string BodyOf(HttpRequest request) => (string)request.HttpContext.Items[BodyKey]!;

    public static async Task RunAsync(HttpContext context, RequestDelegate next, SimulatorHost host)
    {
        if (!await KeepBodyAsync(context))
            return;
        var fault = host.Faults.Take(context.Request);
        var carried = !StrikesBefore(fault);
        try
        {
            if (fault is Fault.Slow slow)
                await Task.Delay(slow.By, host.Clock, context.RequestAborted);
            else if (fault is Fault.Late late)
                await HoldAsync(context, late.By, host.Clock);
            var answer = carried ? await CarryOutAsync(context, next) : [];
            // Before the answer leaves: whoever has it finds it in the log.
            host.Log.Add(new LoggedRequest(host.Clock.GetUtcNow(), context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "",
                StatusOf(context, fault), context.Request.Headers.IfNoneMatch, carried));
            await AnswerAsync(context, host.Url, fault, answer);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away, which is what some faults are for.
        }
    }

    /// <summary>False where the client went away while it sent.</summary>
    private static async Task<bool> KeepBodyAsync(HttpContext context)
    {
        var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return false;
        }
        context.Items[BodyKey] = Encoding.UTF8.GetString(body.ToArray());
        body.Position = 0;
        context.Request.Body = body;
        return true;
    }

    private static int StatusOf(HttpContext context, Fault? fault) => fault switch
    {
        Fault.Reset or Fault.Hang => 0,
        Fault.Answer instead => instead.Status,
        _ => context.Response.StatusCode,
    };

    private static bool StrikesBefore(Fault? fault) =>
        fault is Fault.Reset { When: Moment.Before } or Fault.Hang { When: Moment.Before } or Fault.Answer { When: Moment.Before };

    /// <summary>Keeps the request for later, so that it does not end with its client.</summary>
    private static async Task HoldAsync(HttpContext context, TimeSpan by, TimeProvider clock)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        body.Position = 0;
        (context.Request.Body, context.RequestAborted) = (body, CancellationToken.None);
        await Task.Delay(by, clock);
    }

    /// <summary>Runs the simulator, holding its answer back.</summary>
    private static async Task<byte[]> CarryOutAsync(HttpContext context, RequestDelegate next)
    {
        var client = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        await next(context);
        context.Response.Body = client;
        return held.ToArray();
    }

    private static async Task AnswerAsync(HttpContext context, string url, Fault? fault, byte[] answer)
    {
        switch (fault)
        {
            case Fault.Reset:
                context.Abort();
                break;
            case Fault.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case Fault.Answer instead:
                context.Response.Clear();
                context.Response.StatusCode = instead.Status;
                context.Response.ContentType = instead.ContentType;
                foreach (var (name, value) in instead.Headers)
                    context.Response.Headers[name] = value;
                await WriteAsync(context, System.Text.Encoding.UTF8.GetBytes(instead.Body));
                break;
            case Fault.CutShort:
                await BeginAsync(context, answer);
                context.Abort();
                break;
            case Fault.Stalled:
                await BeginAsync(context, answer);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case Fault.HalfJson:
                await WriteAsync(context, answer[..(answer.Length / 2)]);
                break;
            case Fault.Mutated mutated:
                var (body, what) = new AnswerMutator(mutated.Seed, url).Change(context, answer);
                mutated.Told($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}: {what}");
                await WriteAsync(context, body);
                break;
            case Fault.Changed changed:
                await WriteAsync(context, System.Text.Encoding.UTF8.GetBytes(changed.By(System.Text.Encoding.UTF8.GetString(answer))));
                break;
            case Fault.Meanwhile meanwhile:
                await meanwhile.Action(context);
                await WriteAsync(context, answer);
                break;
            default:
                await WriteAsync(context, answer);
                break;
        }
    }

    /// <summary>Announces the whole and sends half.</summary>
    private static async Task BeginAsync(HttpContext context, byte[] answer)
    {
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer.AsMemory(0, answer.Length / 2));
        await context.Response.Body.FlushAsync();
    }

    private static async Task WriteAsync(HttpContext context, byte[] answer)
    {
        if (context.Response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;
        context.Response.Headers.ContentLength = answer.Length;
        if (answer.Length > 0)
            await context.Response.Body.WriteAsync(answer);
        await context.Response.Body.FlushAsync();
    }
}
