namespace ActionSync.Trackers.Jira;

/// <summary>The create screen of one issue type in one project: which fields it has, needs and allows.</summary>
internal sealed class JiraScreen(string project, JiraIssueType issueType, IReadOnlyList<JiraScreenField> fields)
{
    // Jira counts these as fields of the screen, and we always send them.
    private static readonly string[] Always = ["project", "issuetype", "summary"];

    public JiraIssueType IssueType => issueType;

    public IReadOnlyList<JiraScreenField> Fields => fields;

    public bool Has(string fieldId) => Find(fieldId) is not null;

    /// <summary>By id, else by name in any case.</summary>
    public JiraScreenField? Find(string idOrName) =>
        fields.FirstOrDefault(f => f.FieldId == idOrName) ?? fields.FirstOrDefault(f => f.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Fields that an issue must have, that Jira does not fill in and <paramref name="given"/> does not hold.</summary>
    public IEnumerable<JiraScreenField> Missing(Func<string, bool> given) =>
        fields.Where(f => f.Required && !f.HasDefaultValue && !Always.Contains(f.FieldId) && !given(f.FieldId));

    /// <summary>The allowed priority of that name; null where there is none, also where the screen has no priority.</summary>
    public JiraOption? Priority(string name) =>
        Find("priority")?.AllowedValues.FirstOrDefault(v => v.Words.Equals(name, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => $"{project} / {issueType.Name}";
}
