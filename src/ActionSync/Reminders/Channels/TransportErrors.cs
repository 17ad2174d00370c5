namespace ActionSync.Reminders.Channels;

/// <summary>The words for a broken request. They name no address, which may be a secret.</summary>
internal static class TransportErrors
{
    public static string Words(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "an answer that is too large",
        HttpRequestException { HttpRequestError: var error } => $"{error}",
        OperationCanceledException => "no answer in time",
        _ => exception.GetType().Name,
    };
}
