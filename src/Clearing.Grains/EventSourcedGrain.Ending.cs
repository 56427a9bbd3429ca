using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clearing.Grains;

// When work that runs outside calls has to stop, because the activation waits for it before it ends.
public abstract partial class EventSourcedGrain<TState, TEvent>
{
    private CancellationTokenSource? _ending;
    private CancellationToken _endingToken;

    /// <summary>Set when the activation is about to end: an append failed, or the silo stops.</summary>
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
                _ending = CancellationTokenSource.CreateLinkedTokenSource(
                    host?.ApplicationStopping ?? CancellationToken.None);
                _endingToken = _ending.Token;
                if (_failure is not null) { _ending.Cancel(); }
            }
            return _endingToken;
        }
    }
}
