namespace ActionSync.Configuration;

/// <summary>What can stand in a header as a token. Of anything else .NET would say in its exception what it is, or send nothing without a word.</summary>
internal static class TokenText
{
    public static bool CanBeSent(string token) => token.Length > 0 && token.All(c => c is > ' ' and < '\u007f');
}
