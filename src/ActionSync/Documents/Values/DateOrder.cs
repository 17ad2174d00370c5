namespace ActionSync.Documents.Values;

/// <summary>Which of two numbers of a date such as 03/04/2027 is the day.</summary>
public enum DateOrder
{
    /// <summary>The day comes first, as in 31/12/2026.</summary>
    DMY,

    /// <summary>The month comes first, as in 12/31/2026.</summary>
    MDY,
}
