using Humanizer;

namespace ActionSync.Text;

/// <summary>A length of time as people say it: rounded up to whole seconds, minutes or hours.</summary>
internal static class RoughTime
{
    public static string Of(TimeSpan time) => time switch
    {
        { TotalSeconds: <= 90 } => "second".ToQuantity(Math.Max(1, (long)Math.Ceiling(time.TotalSeconds))),
        { TotalMinutes: <= 90 } => "minute".ToQuantity((long)Math.Ceiling(time.TotalMinutes)),
        _ => "hour".ToQuantity((long)Math.Ceiling(time.TotalHours)),
    };
}
