using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActionSync.Text;

namespace ActionSync.Listing;

/// <summary>Lists for programs, written as they are read, so that they are never held as a whole.</summary>
internal static class ListText
{
    private const int WrittenAtOnce = 500;

    /// <summary>One array, made of the insides of smaller ones. False where there is no entry.</summary>
    public static async Task<bool> WriteJsonAsync<T>(
        TextWriter writer, IAsyncEnumerable<T> all, JsonTypeInfo<List<T>> type, CancellationToken cancellationToken)
    {
        var isFirst = true;
        await writer.WriteAsync('[');
        await foreach (var entries in all.Chunk(WrittenAtOnce).WithCancellation(cancellationToken))
        {
            var array = JsonSerializer.Serialize([.. entries], type);
            await writer.WriteAsync($"{(isFirst ? "" : ",")}{HarmlessJson.Of(array[1..(array.LastIndexOf('}') + 1)])}".AsMemory(), cancellationToken);
            await writer.FlushAsync(cancellationToken);
            isFirst = false;
        }
        await writer.WriteLineAsync(isFirst ? "]" : "\n]");
        return !isFirst;
    }

    /// <summary>Comma-separated values, as RFC 4180 has them. False where there is no line but the header.</summary>
    public static async Task<bool> WriteCsvAsync(TextWriter writer, string header, IAsyncEnumerable<string> lines, CancellationToken cancellationToken)
    {
        await writer.WriteLineAsync(header);
        var isAny = false;
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
            isAny = true;
        }
        return isAny;
    }
}
