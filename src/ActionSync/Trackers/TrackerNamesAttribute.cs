using ActionSync.Configuration.Rules;

namespace ActionSync.Trackers;

/// <summary>A map whose keys are names of trackers, which stand in markers' places, logs and addresses.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TrackerNamesAttribute : Attribute, IKeyRule
{
    public string? Problem(string key) =>
        key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? null : "a tracker's name may hold only letters, digits, '-', '_' and '.'";
}
