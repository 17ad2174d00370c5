using ActionSync.Publishing;

namespace ActionSync.Commands;

/// <summary>How far publishing is, on one line of stderr; silent when nobody watches.</summary>
internal sealed class PublishProgress : IProgress<PassReport>, IDisposable
{
    private bool _shown;

    public void Report(PassReport value)
    {
        if (!Terminal.ShowsProgress)
            return;
        _shown = true;
        Console.Error.Write($"\r{value.Tracker}: {value.Created} created, {value.Adopted} adopted, {value.Updated} updated ");
    }

    public void Dispose()
    {
        if (_shown)
            Console.Error.WriteLine();
    }
}
