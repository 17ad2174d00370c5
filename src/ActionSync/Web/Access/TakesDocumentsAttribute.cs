namespace ActionSync.Web.Access;

/// <summary>A page whose form brings a document: its body may be as large as the largest document.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesDocumentsAttribute : Attribute;
