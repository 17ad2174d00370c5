namespace ActionSync.Web;

/// <summary>What the start says of where something is answered, each address once; <see cref="Access.AccessRules"/> keeps to it.</summary>
internal static partial class ListenLog
{
    /// <param name="logger">Gets the lines.</param>
    /// <param name="dashboard">Who may ask.</param>
    /// <param name="urls">Where the worker listens, as <see cref="ListenAddress.Named"/> says it.</param>
    public static void Write(ILogger logger, DashboardOptions dashboard, IReadOnlyList<string> urls)
    {
        if (urls.Count == 0)
            Log.Nowhere(logger);
        var isForAll = dashboard is not { ApiKey: null, UserHeader: null };
        var open = dashboard.MetricsOpen ? "health, metrics and webhooks" : "health and webhooks";
        foreach (var group in urls.GroupBy(url => isForAll || ListenAddress.IsOfThisMachine(url) ? Reach.All
            : ListenAddress.IsOfEveryAddress(url) ? Reach.OpenAndHere : Reach.Open))
        {
            var at = string.Join(", ", group);
            if (group.Key == Reach.All)
                Log.All(logger, at);
            else if (group.Key == Reach.OpenAndHere)
                Log.OpenAndHere(logger, at, open);
            else
                Log.Open(logger, at, open);
        }
    }

    private enum Reach
    {
        /// <summary>To whoever may ask, at each of these addresses.</summary>
        All,

        /// <summary>Pages to this machine, and the rest to everybody.</summary>
        OpenAndHere,

        /// <summary>No pages: this machine, too, would come from another address than its own.</summary>
        Open,
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Nothing is answered over HTTP, neither health nor webhooks, since Dashboard:Urls is empty")]
        public static partial void Nowhere(ILogger logger);

        [LoggerMessage(LogLevel.Information, "Pages, API, health and webhooks are at {Urls}")]
        public static partial void All(ILogger logger, string urls);

        [LoggerMessage(LogLevel.Warning,
            "At {Urls} everybody is answered {Open}, and this machine alone pages and API, since Dashboard:ApiKey is not set; set it, or Dashboard:UserHeader behind a proxy that signs people on")]
        public static partial void OpenAndHere(ILogger logger, string urls, string open);

        [LoggerMessage(LogLevel.Warning,
            "At {Urls} only {Open} are answered, since Dashboard:ApiKey is not set; set it, or Dashboard:UserHeader behind a proxy that signs people on")]
        public static partial void Open(ILogger logger, string urls, string open);
    }
}
