using System.Buffers;

namespace ActionSync.Documents.Exports;

/// <summary>One incident's own part of an export, as a file of the same tool: its records, byte by byte, and those that they refer to.</summary>
internal sealed record ExportPart(ReadOnlyMemory<byte> Text, string Member, IReadOnlyList<ExportNode> Records, IReadOnlyList<ExportNode> Included)
{
    public ReadOnlyMemory<byte> ToBytes()
    {
        // The outermost object is the record itself.
        if (Member.Length == 0 && Records is [var whole])
            return Text[whole.Start..whole.End];
        var part = new ArrayBufferWriter<byte>();
        part.Write("{\""u8);
        part.Write(System.Text.Encoding.UTF8.GetBytes(Member));
        part.Write("\":"u8);
        Write(part, Records);
        if (Included.Count > 0)
        {
            part.Write(",\"included\":"u8);
            Write(part, Included);
        }
        part.Write("}"u8);
        return part.WrittenMemory;
    }

    private void Write(ArrayBufferWriter<byte> part, IReadOnlyList<ExportNode> records)
    {
        var between = "[\n"u8;
        foreach (var record in records)
        {
            part.Write(between);
            part.Write(Text.Span[record.Start..record.End]);
            between = ",\n"u8;
        }
        part.Write(records.Count > 0 ? "\n]"u8 : "[]"u8);
    }
}
