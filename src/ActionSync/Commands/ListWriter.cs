using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary>Writes lists for programs to stdout as they are read, so that they are never held as a whole.</summary>
internal static class ListWriter
{
    private const int WrittenAtOnce = 500;

    /// <summary>One array, made of the insides of smaller ones. False where there is no entry.</summary>
    public static async Task<bool> WriteJsonAsync<T>(IAsyncEnumerable<T> all, JsonTypeInfo<List<T>> type)
    {
        await using var stdout = Open("\n");
        var isFirst = true;
        await stdout.WriteAsync('[');
        await foreach (var entries in all.Chunk(WrittenAtOnce))
        {
            var array = JsonSerializer.Serialize([.. entries], type);
            await stdout.WriteAsync($"{(isFirst ? "" : ",")}{HarmlessJson.Of(array[1..(array.LastIndexOf('}') + 1)])}");
            isFirst = false;
        }
        await stdout.WriteLineAsync(isFirst ? "]" : "\n]");
        return !isFirst;
    }

    /// <summary>Comma-separated values, as RFC 4180 has them. False where there is no line but the header.</summary>
    public static async Task<bool> WriteCsvAsync(string header, IAsyncEnumerable<string> lines)
    {
        await using var stdout = Open("\r\n");
        await stdout.WriteLineAsync(header);
        var isAny = false;
        await foreach (var line in lines)
        {
            await stdout.WriteLineAsync(line);
            isAny = true;
        }
        return isAny;
    }

    private static StreamWriter Open(string newLine) =>
        new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = newLine };
}
