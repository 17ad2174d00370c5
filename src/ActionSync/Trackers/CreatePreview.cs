using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers;

/// <summary>What a create would ask of the service as things stand; found out by reading alone. Texts may quote the tracker, so they are made plain.</summary>
public sealed record CreatePreview
{
    /// <summary>The title as the service takes it.</summary>
    public required string Title { get; init; }

    /// <summary>Whom the issue would be assigned to, by their account in the service; null for nobody.</summary>
    public string? Assignee { get; init; }

    /// <summary>What people call that account, where it is not the account itself.</summary>
    public string? AssigneeName { get; init; }

    /// <summary>Why nobody is assigned although somebody owns the item, as a sentence part; null where nobody owns it or somebody is.</summary>
    public string? WhyUnassigned { get => field; init => field = Plain(value); }

    /// <summary>The service's word for the priority, where it has a field for it; null where only a label or the text tells it.</summary>
    public string? Priority { get; init; }

    public Deadline? Deadline { get; init; }

    /// <summary>The field or milestone that holds the deadline; null where only the text tells it, or there is none.</summary>
    public string? DeadlineIn { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What is not there yet and would be made first, as in <c>label "P1"</c>.</summary>
    public IReadOnlyList<string> Makes { get; init; } = [];

    /// <summary>What would be left out, each a sentence; the same that the created issue is remembered with.</summary>
    public IReadOnlyList<string> Remarks { get; init => field = [.. value.Select(PlainText.Readable)]; } = [];

    /// <summary>Why this issue would be refused, a sentence with a next step; null where nothing is known to stand in the way.</summary>
    public string? Refusal { get => field; init => field = Plain(value); }

    private static string? Plain(string? text) => text is null ? null : PlainText.Readable(text);
}
