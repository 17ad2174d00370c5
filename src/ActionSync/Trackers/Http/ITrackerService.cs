namespace ActionSync.Trackers.Http;

/// <summary>What the <see cref="TrackerHandler"/> has to know of the service that it talks to.</summary>
internal interface ITrackerService
{
    /// <summary>As it is named in sentences.</summary>
    string Name { get; }

    /// <summary>Puts the credentials on a request, each time that it is sent.</summary>
    ValueTask AuthoriseAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>The service does not take the credentials, and carried nothing out.</summary>
    bool RefusesCredentials(Answer answer);

    /// <summary>True where there are others to try.</summary>
    bool RenewCredentials();

    /// <summary>The exception that an answer is for the whole tracker (credentials, limits, trouble); null where the caller may judge it.</summary>
    TrackerException? Judge(Answer answer);
}
