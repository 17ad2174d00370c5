namespace ActionSync.Web.Access;

/// <summary>Says what an endpoint is: on the class of a page, or by <see cref="AreaExtensions.InArea"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class InAreaAttribute(Area area) : Attribute
{
    public Area Area { get; } = area;
}
