using ActionSync.Archive;

namespace ActionSync.Intake;

/// <summary>Registers the stage that takes documents in.</summary>
internal static class IntakeRegistration
{
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<DropFolder>()
        .AddSingleton<RevisionNames>()
        .AddSingleton<ArchiveFolder>()
        .AddSingleton<RejectedFolder>()
        .AddSingleton<RejectedAdvice>()
        .AddSingleton<DocumentReader>()
        .AddSingleton<FileArguments>()
        .AddSingleton<DocumentAnnotation>()
        .AddSingleton<ItemTickets>()
        .AddSingleton<DocumentPlanner>()
        .AddSingleton<ItemRouting>()
        .AddSingleton<Rerouting>()
        .AddSingleton<LateAssignments>()
        .AddSingleton<SharedTickets>()
        .AddSingleton<KeptLinks>()
        .AddSingleton<DocumentAdvice>()
        .AddSingleton<HeldDocuments>()
        .AddSingleton<PathIncidents>()
        .AddSingleton<DocumentImporter>()
        .AddSingleton<Rejections>()
        .AddSingleton<UnroutedItems>()
        .AddSingleton<FileImport>()
        .AddSingleton<InboxLease>()
        .AddSingleton<InboxTrouble>()
        .AddSingleton<DocumentNames>()
        .AddSingleton<NoticeMemory>()
        .AddSingleton<SeenFiles>()
        .AddSingleton<LeftNotices>()
        .AddSingleton<UnfinishedFiles>()
        .AddSingleton<FileIntake>()
        .AddSingleton<InboxPass>()
        .AddSingleton<InboxReading>()
        .AddSingleton<InboxSurvey>()
        .AddSingleton<DropWatcher>()
        .AddSingleton<IntakePulse>()
        .AddSingleton<InboxQueueReader>()
        .AddSingleton<RejectedDocuments>()
        .AddSingleton<ArchivedDocuments>()
        .AddSingleton<HandInName>()
        .AddSingleton<DocumentHandIn>()
        .AddSingleton<StagedUploads>()
        .AddSingleton<Confirmation>()
        .AddSingleton<Baseline>();
}
