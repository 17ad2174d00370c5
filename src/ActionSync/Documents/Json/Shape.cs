using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Documents.Json;

/// <summary>What is known of one field: enough to read it, to explain it, and to hold the published schema against it.</summary>
internal abstract record FieldSpec(string Name, string Kind, string Right)
{
    /// <summary>A document without the field is wrong.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>null means the same as leaving the field out.</summary>
    public bool MayBeNull { get; init; } = true;
    public int? MaxLength { get; init; }

    /// <summary>The shape of an object field, or of the elements of an array field.</summary>
    public Shape? Inner { get; init; }
}

internal delegate T ReadField<T>(ref JsonCursor json, T target);

/// <summary>A field of <typeparamref name="T"/>: <see cref="Read"/> gives the target with the field in it.</summary>
internal sealed record Field<T>(string Name, string Kind, string Right, ReadField<T> Read) : FieldSpec(Name, Kind, Right)
{
    public Field<T> Needed() => this with { IsNeeded = true, MayBeNull = false };

    public Field<T> NotNull() => this with { MayBeNull = false };

    /// <summary>The same, and where its value stands is kept.</summary>
    public Field<T> At(Func<T, DocumentPlace, T> keep)
    {
        var read = Read;
        return this with
        {
            Read = (ref json, target) =>
            {
                // Asked before the value is read: places are counted onwards only.
                var place = json.Place;
                return keep(read(ref json, target), place);
            },
        };
    }
}

/// <summary>The fields that an object may have.</summary>
internal abstract class Shape(IReadOnlyList<FieldSpec> fields)
{
    public IReadOnlyList<FieldSpec> Fields { get; } = fields;
}

/// <summary>Reads an object field by field; fields that it does not know are left alone, unless they are known ones in another spelling.</summary>
/// <param name="empty">What an object without fields is read as.</param>
internal sealed class Shape<T>(T empty, params Field<T>[] fields) : Shape(fields)
{
    // Of an object that is something else altogether, the first keys tell as much as all.
    private const int MostCompared = 50;
    private const int LongestCompared = 40;

    private readonly Dictionary<string, Field<T>> _byName = fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byLetters = fields.ToDictionary(f => Letters(f.Name), f => f.Name, StringComparer.Ordinal);
    private readonly Field<T>[] _needed = [.. fields.Where(f => f.IsNeeded)];

    public T Read(ref JsonCursor json, string right) => Read(ref json, empty, right);

    public T Read(ref JsonCursor json, T target, string right)
    {
        if (json.Token != System.Text.Json.JsonTokenType.StartObject)
        {
            json.Mismatch(right);
            return target;
        }
        var start = json.Offset;
        var missing = _needed.ToList();
        var given = new HashSet<string>(StringComparer.Ordinal);
        var unknown = new List<UnknownKey>();
        json.OpenObject();
        while (json.NextKey() is { } key)
        {
            if (_byName.TryGetValue(key, out var field))
            {
                missing.Remove(field);
                given.Add(key);
                target = Read(ref json, target, field);
                continue;
            }
            var letters = Letters(key);
            if (_byLetters.TryGetValue(letters, out var meant))
                json.Problem(json.KeyOffset, "is a known key in another spelling", Quoted.Of(meant));
            else if (unknown.Count < MostCompared && key.Length <= LongestCompared)
                unknown.Add(Unknown(ref json, key, letters));
            json.Skip();
        }
        foreach (var (word, alone, beside) in unknown.Select(entry => entry.Meant).OfType<MeantField>())
        {
            if ((given.Contains(word) ? beside : alone) is { } advice)
                json.Advice.Add(advice);
        }
        foreach (var field in missing)
            Missing(ref json, start, field, unknown);
        return target;
    }

    private UnknownKey Unknown(ref JsonCursor json, string key, string letters)
    {
        if (MeantKeys.Of(key, letters, _byName.Keys) is not { } meant)
            return new UnknownKey(key, json.KeyOffset, null);
        var beside = meant.IsSlip ? json.Unread($", but \"{meant.Field}\", which stands there too; take one of them out") : null;
        return new UnknownKey(key, json.KeyOffset, new MeantField(meant.Field, json.Unread($" (did you mean {meant.Field}?)"), beside));
    }

    /// <summary>A key that is nearly the missing one was probably meant as it.</summary>
    private static void Missing(ref JsonCursor json, int start, Field<T> field, List<UnknownKey> unknown)
    {
        if (Nearest.To(field.Name, unknown.Select(key => key.Key)) is { } near)
        {
            json.ProblemBeneath(
                unknown.Find(key => key.Key == near)!.Offset, field.Name, $"is missing, and {Quoted.Of(near)} is not a known key", field.Right, field.Name);
        }
        else
        {
            json.ProblemBeneath(start, field.Name, "is missing", field.Right);
        }
    }

    private static T Read(ref JsonCursor json, T target, Field<T> field)
    {
        if (json.Token != System.Text.Json.JsonTokenType.Null)
            return field.Read(ref json, target);
        if (!field.MayBeNull)
            json.Mismatch(field.Right);
        return target;
    }

    private static string Letters(string key) =>
        key.Length > Limits.FactName ? key : string.Concat(key.Where(c => c is not ('_' or '-' or ' '))).ToLowerInvariant();

    /// <summary>A key that nobody reads.</summary>
    /// <param name="Meant">What it was probably meant to be.</param>
    private sealed record UnknownKey(string Key, int Offset, MeantField? Meant);

    /// <param name="Alone">What is said where the field stands nowhere.</param>
    /// <param name="Beside">What is said where the field stands there too; null for another word, which may say something else.</param>
    private sealed record MeantField(string Field, Advice Alone, Advice? Beside);
}
