using ActionSync.Sync.Publishing;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary>How far publishing is, on one line of stderr; silent when nobody watches.</summary>
internal sealed class PublishProgress : IProgress<PassReport>, IDisposable
{
    private int _width;

    public void Report(PassReport value)
    {
        if (!Terminal.ShowsProgress)
            return;
        var text = $"{TextProfile.Terminal.Line(value.Tracker)}: {value.Created} created, {value.Adopted} adopted, {value.Updated} updated";
        _width = Math.Max(_width, text.Length);
        // The cursor goes back, so that whatever is written next takes the line.
        Terminal.Progress.Write($"{text.PadRight(_width)}\r");
    }

    public void Dispose()
    {
        if (_width > 0)
            Terminal.Progress.Write($"{new string(' ', _width)}\r");
    }
}
