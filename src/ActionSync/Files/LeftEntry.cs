namespace ActionSync.Files;

/// <summary>Something in the drop folder that is not taken in, and stays.</summary>
/// <param name="Name">As people see it.</param>
/// <param name="Why">A sentence with a next step.</param>
/// <param name="MayBeDocument">False for what never was meant as one, such as a file with another ending.</param>
internal sealed record LeftEntry(string Name, string Why, bool MayBeDocument)
{
    public string Sentence => $"{Name} {Why}";
}
