using System.Diagnostics;

namespace Clearing.Embedded;

/// <summary>Carries a caller's trace into the turns of the grain it calls.</summary>
/// <remarks>
/// A span is named after interface and method and has no tags: arguments are nobody's business. Where
/// nobody listens to <see cref="SourceName"/>, a call costs one look more.
/// </remarks>
internal struct CallTrace
{
    /// <summary>The name of the source, for those who listen.</summary>
    internal const string SourceName = "Clearing.Embedded";

    private static readonly ActivitySource Source = new(SourceName);
    private readonly ActivityContext _caller;
    private Activity? _span;

    private CallTrace(ActivityContext caller) => _caller = caller;

    /// <summary>The trace of whoever calls now.</summary>
    internal static CallTrace OfCaller() =>
        Source.HasListeners() && Activity.Current is { } current ? new(current.Context) : default;

    /// <summary>Begins the call in its turn; what it awaits stays in its trace.</summary>
    internal Task Run<TState>(string name, TState state, Func<TState, Task> begin)
    {
        if (_caller == default) { return begin(state); }
        var outer = Activity.Current;
        _span = Source.StartActivity(name, ActivityKind.Server, _caller);
        try
        {
            return begin(state);
        }
        finally
        {
            Activity.Current = outer;
        }
    }

    /// <summary>Ends it with its task.</summary>
    internal readonly void End(Task done)
    {
        if (_span is null) { return; }
        if (!done.IsCompletedSuccessfully) { _span.SetStatus(ActivityStatusCode.Error); }
        _span.Stop();
    }
}
