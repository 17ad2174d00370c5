namespace ActionSync.Intake;

/// <summary>Why the drop folder cannot be used now; health asks for it.</summary>
internal sealed partial class InboxTrouble(IntakeOptions options, ILogger<InboxTrouble> logger)
{
    private string? _logged;

    /// <summary>A sentence with what to do; null while the folder can be used.</summary>
    public string? Problem { get; private set; }

    public string Report(Exception error) => Problem = $"{error.Message} Make it a folder that can be read and written (Intake:Folder).";

    public void Ended() => Problem = null;

    /// <summary>Says in the worker's log what is new: a trouble when it comes up, and once when it is over.</summary>
    public void Tell()
    {
        if (Problem == _logged)
            return;
        if (Problem is not null)
            Log.Unusable(logger, options.Folder, Problem);
        else
            Log.Usable(logger, options.Folder);
        _logged = Problem;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The drop folder {Folder} cannot be used now, and intake goes on by itself once it can: {Problem}")]
        public static partial void Unusable(ILogger logger, string folder, string problem);

        [LoggerMessage(Level = LogLevel.Information, Message = "The drop folder {Folder} can be used again")]
        public static partial void Usable(ILogger logger, string folder);
    }
}
