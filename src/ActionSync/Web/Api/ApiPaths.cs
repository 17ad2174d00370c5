namespace ActionSync.Web.Api;

/// <summary>The addresses of the API.</summary>
internal static class ApiPaths
{
    public const string Root = "/api";
    public const string Incidents = "/incidents";
    public const string Items = "/items";
    public const string ItemsCsv = "/items.csv";
    public const string Report = "/report";
    public const string Description = "/openapi.json";

    /// <summary>What stands behind an incident's address where its receipt is meant.</summary>
    public const string ReceiptPart = "/receipt";

    public static string Incident(string id) => $"{Root}{Incidents}/{Escaped(id)}";

    public static string Receipt(string id) => Incident(id) + ReceiptPart;

    public static string Item(string key) => $"{Root}{Items}/{Escaped(key)}";

    /// <summary>A slash in an id is one in the path: encoded ones are refused at the door.</summary>
    private static string Escaped(string id) => string.Join('/', id.Split('/').Select(Uri.EscapeDataString));
}
