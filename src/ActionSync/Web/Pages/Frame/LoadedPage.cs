using Microsoft.AspNetCore.Components;

namespace ActionSync.Web.Pages.Frame;

/// <summary>
/// A page that is drawn once, when it has read what it shows. The framework draws a component for the first time while it still waits, for the sake of
/// pages that change before people's eyes; these do not.
/// </summary>
public abstract class LoadedPage : ComponentBase
{
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await LoadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Reads what is shown; parameters are known.</summary>
    protected abstract Task LoadAsync();
}
