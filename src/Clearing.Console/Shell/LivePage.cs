using Clearing.Pages.Reading;
using Microsoft.AspNetCore.Components;

namespace Clearing.Pages.Shell;

/// <summary>
/// A page that loads once for its address and then follows the changes of what it shows.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private CancellationTokenSource _gone = new();
    private string? _loaded;

    [Inject] private protected ClusterSession ClusterSession { get; set; } = null!;

    [Inject] private protected NavigationManager Nav { get; set; } = null!;

    /// <summary>Ends when the page shows something else, or is left.</summary>
    private protected CancellationToken Gone => _gone.Token;

    /// <summary>What the page is about; when this changes, everything is loaded again.</summary>
    private protected abstract string About { get; }

    /// <summary>What is wrong with the address, which then loads nothing; null if nothing is.</summary>
    private protected Failure? Misread { get; private set; }

    /// <summary>Looks for what is wrong with the address.</summary>
    private protected virtual Failure? CheckAddress() => null;

    /// <summary>Loads the page.</summary>
    private protected abstract Task Load();

    /// <summary>Follows what is shown until the page is gone.</summary>
    private protected virtual Task Follow() => Task.CompletedTask;

    /// <summary>The address changed, but not what the page is about.</summary>
    private protected virtual Task Turn() => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        Misread = CheckAddress();
        if (Misread is not null) { return; }
        if (_loaded == About)
        {
            await Turn();
            return;
        }
        var before = _loaded;
        _loaded = About;
        if (before is not null)
        {
            await _gone.CancelAsync();
            _gone = new();
        }
        await Load();
        if (RendererInfo.IsInteractive) { _ = Following(); }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        GC.SuppressFinalize(this);
    }

    /// <summary>Shows what a follower found, on the page's own turn.</summary>
    private protected Task Show(Func<Task> change) => InvokeAsync(async () =>
    {
        await change();
        StateHasChanged();
    });

    private async Task Following()
    {
        try
        {
            // What is followed ends with the reader's token, and so does what is shown.
            var over = ClusterSession.Expired(Gone);
            await await Task.WhenAny(Follow(), over);
            await over;
            await _gone.CancelAsync();
            await Show(Load);
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }
}
