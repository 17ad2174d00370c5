using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Listing;
using Microsoft.OpenApi;

namespace ActionSync.Web.Api;

/// <summary>What handlers read of an address, for the API's description. Flags are true without a value too.</summary>
internal static class ApiParameters
{
    /// <summary>Of the lists of items.</summary>
    public static IReadOnlyList<OpenApiParameter> Filters =>
    [
        Several(ItemQueryReader.Owner, "An address, a name, a part of one, or nobody. Several times: any of them.", Text()),
        Several(ItemQueryReader.Team, "A group of the configuration, or nobody for items of none. Several times: any of them.", Text()),
        One(ItemQueryReader.Priority, "As P1, P0,P2 or P0..P2.", Text()),
        Several(ItemQueryReader.Incident, "An incident's id, or the beginning of ids. Several times: any of them.", Text()),
        WithCommas(ItemQueryReader.State, "One or several, with commas.", Word(Enum.GetValues<ItemState>().Select(state => state.ToWord()))),
        WithCommas(ItemQueryReader.Tracker, "Names of trackers, with commas.", Text()),
        Flag(ItemQueryReader.Overdue, "Only what is past its deadline."),
        Flag(ItemQueryReader.Open, "Only what is left to do."),
        One(ItemQueryReader.Search, "Words that all stand in the title, the key, or the incident's id or title.", Text()),
        One(ItemQueryReader.Sort, "With - before it the other way round.", Word(ItemQueryReader.SortWords.SelectMany(word => new[] { word, $"-{word}" }))),
    ];

    public static OpenApiParameter Page => One(ItemQueryReader.Page, "A page of 50, from 1; without it all items are streamed.", Number());

    /// <summary>The address of a list's page is that of its values, too.</summary>
    public static OpenApiParameter PageOfValues => One(ItemQueryReader.Page, "Changes nothing: the values come whole, whatever page is shown.", Number());

    public static OpenApiParameter Since => One(
        ReportAnswers.Since, "Only incidents since this day.", new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" });

    public static IReadOnlyList<OpenApiParameter> OfDocuments =>
    [
        One(DocumentPosts.Name, "What a file would be called; it tells the incident where the text itself does not.",
            new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = DocumentPosts.LongestName }),
        Flag(DocumentPosts.DryRun, "The answer is the document's plan, the object of plan --json, and nothing is written."),
    ];

    private static OpenApiParameter Flag(string name, string description) =>
        One(name, description, new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false });

    private static OpenApiParameter Several(string name, string description, OpenApiSchema each) => List(name, description, each, isRepeated: true);

    private static OpenApiParameter WithCommas(string name, string description, OpenApiSchema each) => List(name, description, each, isRepeated: false);

    private static OpenApiParameter List(string name, string description, OpenApiSchema each, bool isRepeated)
    {
        var parameter = One(name, description, new OpenApiSchema { Type = JsonSchemaType.Array, Items = each });
        (parameter.Style, parameter.Explode) = (ParameterStyle.Form, isRepeated);
        return parameter;
    }

    private static OpenApiParameter One(string name, string description, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Number() => new() { Type = JsonSchemaType.Integer, Minimum = "1" };

    private static OpenApiSchema Word(IEnumerable<string> words) =>
        new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word))] };
}
