using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Slack;

/// <summary>
/// Which blocks Slack takes: sections, and rows of buttons. See https://docs.slack.dev/reference/block-kit/blocks/section-block, actions-block, and
/// https://docs.slack.dev/reference/block-kit/block-elements/button-element
/// </summary>
internal static class SlackBlocks
{
    private const int MostBlocks = 50;
    private const int LongestSection = 3000;
    private const int MostElements = 25;
    private const int LongestButton = 75;
    private const int LongestAddress = 3000;
    private const int LongestId = 255;

    public static bool AreValid(JsonArray blocks) =>
        blocks.Count <= MostBlocks && blocks.All(block => IsValid(block!))
        && AreUnique(blocks.Select(block => (string?)block!["block_id"]).OfType<string>());

    /// <summary>The addresses that buttons open, in order.</summary>
    public static IReadOnlyList<string> LinksIn(JsonArray blocks) =>
        [.. blocks.Where(IsActions).SelectMany(block => block!["elements"]!.AsArray()).Select(button => (string?)button!["url"]).OfType<string>()];

    public static IReadOnlyList<string> SectionsIn(JsonArray blocks) =>
        [.. blocks.Where(block => !IsActions(block)).Select(block => (string)block!["text"]!["text"]!)];

    private static bool IsActions(JsonNode? block) => (string?)block!["type"] == "actions";

    private static bool IsValid(JsonNode block) => (string?)block["type"] switch
    {
        "section" => (string?)block["text"]?["type"] is "mrkdwn" or "plain_text" && Fits(block["text"]?["text"], LongestSection),
        "actions" => block["elements"] is JsonArray { Count: >= 1 and <= MostElements } elements && elements.All(element => IsButton(element!))
            && AreUnique(elements.Select(element => (string?)element!["action_id"]).OfType<string>()),
        _ => false,
    };

    private static bool IsButton(JsonNode button) =>
        (string?)button["type"] == "button" && (string?)button["text"]?["type"] == "plain_text" && Fits(button["text"]?["text"], LongestButton)
        && (button["action_id"] is null || Fits(button["action_id"], LongestId))
        && (button["url"] is null || (Fits(button["url"], LongestAddress) && Uri.TryCreate((string)button["url"]!, UriKind.Absolute, out _)));

    private static bool Fits(JsonNode? text, int most) => ((string?)text)?.Length is { } length && length >= 1 && length <= most;

    private static bool AreUnique(IEnumerable<string> ids) => ids.CountBy(id => id).All(count => count.Value == 1);
}
