using ActionSync.Configuration;
using ActionSync.Parsing;

namespace ActionSync.Intake;

/// <summary>Reads a file and parses it; what is too large is a problem and is not read.</summary>
internal sealed class DocumentReader(IntakeOptions options, RemindingOptions reminding)
{
    public async Task<ParsedFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var size = new FileInfo(path).Length;
        if (size > options.MaxFileBytes)
        {
            return new ParsedFile(
                [], [new Problem(1, 1, "", $"the file has {size:N0} bytes", $"at most {options.MaxFileBytes:N0} (Intake:MaxFileBytes)")], EndsTooEarly: false);
        }
        return IncidentParser.Parse(await File.ReadAllBytesAsync(path, cancellationToken), reminding.TimeZone);
    }
}
