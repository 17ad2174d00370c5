using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// Reads a part of which only its name is needed: a text, or an object that has it. Whatever else stands there costs the name and not the issue.
/// </summary>
internal abstract class GitHubNameConverter<T>(string member) : JsonConverter<T>
    where T : class
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var value = document.RootElement;
        return Make(JsonWords.TextOrNull(value.ValueKind == JsonValueKind.Object && value.TryGetProperty(member, out var name) ? name : value));
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(NameOf(value));

    protected abstract T Make(string? name);

    protected abstract string? NameOf(T value);
}

internal sealed class GitHubPersonConverter() : GitHubNameConverter<GitHubPersonDto>("login")
{
    protected override GitHubPersonDto Make(string? name) => new(name);

    protected override string? NameOf(GitHubPersonDto value) => value.Login;
}

internal sealed class GitHubLabelConverter() : GitHubNameConverter<GitHubLabelDto>("name")
{
    // In a list nothing is a label, too.
    public override bool HandleNull => true;

    protected override GitHubLabelDto Make(string? name) => new(name);

    protected override string? NameOf(GitHubLabelDto value) => value.Name;
}

internal sealed class GitHubOptionConverter() : GitHubNameConverter<GitHubOptionDto>("name")
{
    public override bool HandleNull => true;

    protected override GitHubOptionDto Make(string? name) => new(name);

    protected override string? NameOf(GitHubOptionDto value) => value.Name;
}
