using System.Collections;

namespace ActionSync.Configuration;

/// <summary>A key's value that is one whole number or a list of them; which of the two was given has a meaning of its own.</summary>
public readonly struct NumberOrList : IReadOnlyList<int>
{
    private readonly IReadOnlyList<int> _numbers;

    private NumberOrList(IReadOnlyList<int> numbers, bool isOne) => (_numbers, IsOne) = (numbers, isOne);

    /// <summary>One number was given, and no list.</summary>
    public bool IsOne { get; }

    public int Count => _numbers.Count;

    public int this[int index] => _numbers[index];

    public static NumberOrList One(int number) => new([number], isOne: true);

    /// <summary>The numbers from the least to the most, each once.</summary>
    public static NumberOrList Of(params IReadOnlyList<int> numbers) => new([.. numbers.Distinct().Order()], isOne: false);

    public IEnumerator<int> GetEnumerator() => _numbers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
