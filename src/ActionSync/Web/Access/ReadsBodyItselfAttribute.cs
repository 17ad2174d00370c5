namespace ActionSync.Web.Access;

/// <summary>The endpoint reads its body piece by piece: it sets the limit, looks at the form's token, and says what is wrong.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ReadsBodyItselfAttribute : Attribute;
