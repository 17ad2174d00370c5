namespace ActionSync.Text;

/// <summary>Names in the order in which people count: p2 before p10. Digits are compared as numbers, all else as it is.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Comparer { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
            return string.CompareOrdinal(x, y);
        var left = x.AsSpan();
        var right = y.AsSpan();
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var a = Part(left);
            var b = Part(right);
            var order = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0]) ? OfNumbers(a, b) : a.SequenceCompareTo(b);
            if (order != 0)
                return order;
            left = left[a.Length..];
            right = right[b.Length..];
        }
        // What is the same but for zeros in front is told apart all the same.
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(x, y);
    }

    /// <summary>The digits at the beginning, or one sign that is none.</summary>
    private static ReadOnlySpan<char> Part(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end == 0 ? text[..1] : end < 0 ? text : text[..end];
    }

    private static int OfNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var a = left.TrimStart('0');
        var b = right.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}
