using ActionSync.Configuration.Binding;
using ActionSync.People;

namespace ActionSync.Intake;

/// <summary>What a single value of the intake's options cannot tell.</summary>
internal static class IntakeOptionsCheck
{
    public static void Run(IntakeOptions intake, IReadOnlyDictionary<string, PersonOptions> people, Findings findings)
    {
        foreach (var address in intake.Report)
            PeopleCheck.NoticeLeft(people, "Intake:Report", address, findings);
        if (intake.Settle > intake.Rescan)
            findings.Add("Intake:Settle", $"is {intake.Settle}, longer than Intake:Rescan, {intake.Rescan}; it must be at most that");
        if (intake.LinksInto.Count > 0 && !intake.KeepInPlace)
            findings.Notice("Intake:LinksInto",
                "has no effect, since without Intake:KeepInPlace no link in the drop folder is followed; set Intake:KeepInPlace to true, or take this out");
    }
}
