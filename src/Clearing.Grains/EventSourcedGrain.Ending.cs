using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clearing.Grains;

// When work that runs outside calls has to stop, because the activation waits for it before it ends.
public abstract partial class EventSourcedGrain<TState, TEvent> : IEndingGrain
{
    private CancellationTokenSource? _ending;
    private CancellationToken _endingToken;
    private bool _isEnding;

    /// <summary>
    /// Set when the activation is about to end: an append failed, the silo stops, or Orleans ends it.
    /// </summary>
    /// <remarks>
    /// An activation ends when nothing runs in it any more, and until then the grain answers nobody. The
    /// token of a timer is set only after that.
    /// </remarks>
    protected CancellationToken Ending
    {
        get
        {
            if (_ending is null)
            {
                var host = GrainContext.ActivationServices.GetService<IHostApplicationLifetime>();
                var source = CancellationTokenSource.CreateLinkedTokenSource(
                    host?.ApplicationStopping ?? CancellationToken.None);
                _endingToken = source.Token;
                // One of the two sees the other, whichever comes first.
                Interlocked.Exchange(ref _ending, source);
                if (Volatile.Read(ref _isEnding) || _failure is not null) { source.Cancel(); }
            }
            return _endingToken;
        }
    }

    /// <inheritdoc/>
    void IEndingGrain.End()
    {
        Interlocked.Exchange(ref _isEnding, true);
        // Orleans calls this while it holds a lock, so that what waits goes on elsewhere.
        _ = Volatile.Read(ref _ending)?.CancelAsync();
    }
}
