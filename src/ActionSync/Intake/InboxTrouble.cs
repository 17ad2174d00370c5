namespace ActionSync.Intake;

/// <summary>Why the drop folder cannot be used now. It is said once when it comes up and once when it is over, and health asks for it.</summary>
internal sealed partial class InboxTrouble(IntakeOptions options, ILogger<InboxTrouble> logger)
{
    /// <summary>A sentence with what to do; null while the folder can be used.</summary>
    public string? Problem { get; private set; }

    public string Report(Exception error)
    {
        var problem = $"{error.Message} Make it a folder that can be read and written (Intake:Folder).";
        if (problem != Problem)
            Log.Unusable(logger, options.Folder, problem);
        return Problem = problem;
    }

    public void Ended()
    {
        if (Problem is not null)
            Log.Usable(logger, options.Folder);
        Problem = null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The drop folder {Folder} cannot be used now, and intake goes on by itself once it can: {Problem}")]
        public static partial void Unusable(ILogger logger, string folder, string problem);

        [LoggerMessage(Level = LogLevel.Information, Message = "The drop folder {Folder} can be used again")]
        public static partial void Usable(ILogger logger, string folder);
    }
}
