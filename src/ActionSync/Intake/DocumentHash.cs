using System.Security.Cryptography;
using ActionSync.Documents;

namespace ActionSync.Intake;

/// <summary>By which the ledger knows a document again.</summary>
internal static class DocumentHash
{
    public static string Of(IncidentDocument document) => Convert.ToHexStringLower(SHA256.HashData(document.Source.Span));
}
