using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>What is advised about a document beside what is wrong with it, as far as it could be read; nothing of it is planned. Pure.</summary>
internal sealed class RejectedAdvice(UnknownOwners owners, UnknownSeverity severity)
{
    public IReadOnlyList<Advice> Of(ParsedFile file) =>
    [
        .. file.Read.SelectMany(document => document.Advice.Concat(severity.Of(document)).Concat(owners.Of(document)))
            .OrderBy(advice => advice.Line).ThenBy(advice => advice.Column),
    ];
}
