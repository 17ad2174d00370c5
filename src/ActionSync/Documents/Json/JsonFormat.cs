namespace ActionSync.Documents.Json;

/// <summary>The entry of JSON in the list of document formats.</summary>
internal static class JsonFormat
{
    public const string Ending = ".json";

    public static DocumentFormat Entry { get; } = new("JSON", [Ending], file => IncidentParser.Parse(file.Bytes, file.Rules)) { Places = JsonPlaces.Of };
}
