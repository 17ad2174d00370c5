using System.Text;
using System.Text.Json.Serialization.Metadata;
using ActionSync.Listing;

namespace ActionSync.Commands;

/// <summary>Writes lists for programs to stdout; see <see cref="ListText"/>.</summary>
internal static class ListWriter
{
    public static async Task<bool> WriteJsonAsync<T>(IAsyncEnumerable<T> all, JsonTypeInfo<List<T>> type)
    {
        await using var stdout = Open("\n");
        return await ListText.WriteJsonAsync(stdout, all, type, CancellationToken.None);
    }

    public static async Task<bool> WriteCsvAsync(string header, IAsyncEnumerable<string> lines)
    {
        await using var stdout = Open("\r\n");
        return await ListText.WriteCsvAsync(stdout, header, lines, CancellationToken.None);
    }

    private static StreamWriter Open(string newLine) =>
        new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = newLine };
}
