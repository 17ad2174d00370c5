namespace ActionSync.Documents;

/// <summary>A format of incident documents, and all that the rest of the program needs to know of it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Endings">How the names of its files end, with the dot and in small letters; the usual one first.</param>
/// <param name="Read">Finds the incidents of a file, or everything that is wrong with it. Pure, and never an exception.</param>
public sealed record DocumentFormat(string Name, IReadOnlyList<string> Endings, Func<DocumentFile, ParsedFile> Read);

/// <summary>A file that is to be read, and what its text leaves open.</summary>
/// <param name="Name">The file's name, without folders.</param>
/// <param name="Zone">Where times without an offset are meant.</param>
public sealed record DocumentFile(string Name, ReadOnlyMemory<byte> Bytes, TimeZoneInfo Zone);
