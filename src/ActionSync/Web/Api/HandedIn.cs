namespace ActionSync.Web.Api;

/// <summary>A document lies in the drop folder; the same one again gets the same answer.</summary>
/// <param name="Incidents">What it is about.</param>
internal sealed record HandedIn(IReadOnlyList<HandedInIncident> Incidents);

/// <param name="Url">Where the incident is read once the document is taken in.</param>
/// <param name="Receipt">Where its receipt is.</param>
internal sealed record HandedInIncident(string Id, string Url, string Receipt)
{
    public static HandedInIncident Of(string id) => new(id, ApiPaths.Incident(id), ApiPaths.Receipt(id));
}
