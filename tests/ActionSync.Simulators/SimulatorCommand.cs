using System.Globalization;

namespace ActionSync.Simulators;

/// <summary>A simulator as it is started by hand.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Summary">What it stands in for.</param>
/// <param name="RunAsync">Runs it with its options until it is stopped.</param>
/// <param name="Options">What it can be told.</param>
internal sealed record SimulatorCommand(
    string Name, string Summary, Func<string[], CancellationToken, Task> RunAsync, params IReadOnlyList<SimulatorOption> Options)
{
    /// <summary>What it is and what its options mean.</summary>
    public string Help(string usage) => $"""
        usage: {usage} {Name} {string.Join(' ', Options.Select(option => $"[{option.Usage}]"))}

        {Summary}

        {string.Join('\n', Options.Select(option => $"  {option.Usage,-28}{option.Summary}"))}
        """;

    /// <summary>What is wrong with the options as they were given; null where nothing is.</summary>
    public string? Problem(string[] args)
    {
        for (var n = 0; n < args.Length; n++)
        {
            if (Options.FirstOrDefault(option => option.Name == args[n]) is not { } known)
                return $"{Name} has no option {args[n]}.";
            if (known.Value is null)
                continue;
            if (++n == args.Length)
                return $"{known.Name} needs a value: {known.Usage}.";
            if (known.Value == "N" && known.Refusal(args[n]) is { } refusal)
                return $"{known.Name} {args[n]} {refusal}.";
        }
        return null;
    }
}

/// <param name="Name">With its two dashes.</param>
/// <param name="Value">What its value is called, N for a number; null for one that takes none.</param>
/// <param name="Summary">What it does, and what happens without it.</param>
/// <param name="Most">The largest number that it takes; numbers are whole.</param>
internal sealed record SimulatorOption(string Name, string? Value, string Summary, int Most = int.MaxValue)
{
    /// <summary>A number may have a part behind its point.</summary>
    public bool TakesParts { get; init; }

    /// <summary>Why it does not take this number, to stand behind it; null where it does.</summary>
    public string? Refusal(string text) =>
        !double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? "is no number"
        : number < 0 || number > Most ? Most == int.MaxValue ? "is too small or too large" : $"is not between 0 and {Most}"
        : !TakesParts && !int.TryParse(text, CultureInfo.InvariantCulture, out _) ? "is no whole number"
        : null;

    public string Usage => Value is null ? Name : $"{Name} {Value}";
}
