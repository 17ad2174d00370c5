using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Slack;

/// <summary>
/// Slack's answers with all the members that it sends, needed by anybody or not: see https://docs.slack.dev/reference/methods/users.lookupByEmail,
/// chat.postMessage and auth.test.
/// </summary>
internal static class SlackJson
{
    private const string Team = "T012AB3C4";
    private const string Bot = "B0SIMBOT01";
    private const string BotUser = "U0SIMBOT01";
    private const string App = "A0SIMAPP01";

    public static JsonObject Error(string word) => new() { ["ok"] = false, ["error"] = word };

    public static JsonObject MissingScope(string needed, IEnumerable<string> provided) => new()
    {
        ["ok"] = false,
        ["error"] = "missing_scope",
        ["needed"] = needed,
        ["provided"] = string.Join(',', provided),
    };

    public static JsonObject AuthTest() => new()
    {
        ["ok"] = true,
        ["url"] = "https://simulated.slack.com/",
        ["team"] = "Simulated",
        ["user"] = "actionsync",
        ["team_id"] = Team,
        ["user_id"] = BotUser,
        ["bot_id"] = Bot,
        ["is_enterprise_install"] = false,
    };

    public static JsonObject User(SlackUser user)
    {
        var name = user.Email.Split('@')[0];
        var json = new JsonObject
        {
            ["id"] = user.Id,
            ["team_id"] = Team,
            ["name"] = name,
            ["deleted"] = user.Deleted,
        };
        // Slack leaves most of it out for accounts that are deactivated.
        if (!user.Deleted)
        {
            foreach (var (key, value) in WhileActive(name))
                json[key] = value?.DeepClone();
        }
        json["profile"] = Profile(user, name);
        json["is_bot"] = user.IsBot;
        json["is_app_user"] = false;
        json["updated"] = 1502138686;
        return new JsonObject { ["ok"] = true, ["user"] = json };
    }

    public static JsonObject Posted(string conversation, string ts, JsonNode body) => new()
    {
        ["ok"] = true,
        ["channel"] = conversation,
        ["ts"] = ts,
        ["message"] = new JsonObject
        {
            ["user"] = BotUser,
            ["type"] = "message",
            ["ts"] = ts,
            ["bot_id"] = Bot,
            ["app_id"] = App,
            ["text"] = body["text"]?.DeepClone(),
            ["team"] = Team,
            ["bot_profile"] = new JsonObject
            {
                ["id"] = Bot,
                ["app_id"] = App,
                ["user_id"] = BotUser,
                ["name"] = "actionsync",
                ["icons"] = new JsonObject
                {
                    ["image_36"] = "https://a.slack-edge.com/36.png",
                    ["image_48"] = "https://a.slack-edge.com/48.png",
                    ["image_72"] = "https://a.slack-edge.com/72.png"
                },
                ["deleted"] = false,
                ["updated"] = 1502138999,
                ["team_id"] = Team,
            },
            ["blocks"] = body["blocks"]?.DeepClone(),
        },
        // What Slack says of a charset beside JSON.
        ["warning"] = "superfluous_charset",
        ["response_metadata"] = new JsonObject { ["warnings"] = new JsonArray("superfluous_charset") },
    };

    private static JsonObject WhileActive(string name) => new()
    {
        ["color"] = "9f69e7",
        ["real_name"] = name,
        ["tz"] = "Europe/Berlin",
        ["tz_label"] = "Central European Time",
        ["tz_offset"] = 3600,
        ["is_admin"] = false,
        ["is_owner"] = false,
        ["is_primary_owner"] = false,
        ["is_restricted"] = false,
        ["is_ultra_restricted"] = false,
        ["is_email_confirmed"] = true,
        ["has_2fa"] = true,
        ["who_can_share_contact_card"] = "EVERYONE",
        ["enterprise_user"] = null,
    };

    private static JsonObject Profile(SlackUser user, string name) => new()
    {
        ["title"] = "",
        ["phone"] = "",
        ["skype"] = "",
        ["real_name"] = name,
        ["real_name_normalized"] = name,
        ["display_name"] = name,
        ["display_name_normalized"] = name,
        ["fields"] = null,
        ["status_text"] = "On call",
        ["status_emoji"] = ":pager:",
        ["status_emoji_display_info"] = new JsonArray(new JsonObject
        {
            ["emoji_name"] = "pager",
            ["display_url"] = "https://a.slack-edge.com/pager.png",
            ["unicode"] = "1f4df"
        }),
        ["status_expiration"] = 0,
        ["avatar_hash"] = "ge3b51ca72de",
        ["email"] = user.Email,
        ["first_name"] = name,
        ["last_name"] = "",
        ["image_24"] = "https://secure.gravatar.com/24.jpg",
        ["image_512"] = "https://secure.gravatar.com/512.jpg",
        ["team"] = Team,
    };
}
