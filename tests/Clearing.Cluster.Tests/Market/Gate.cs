using Clearing.Journal;

namespace Clearing.Cluster.Tests.Market;

/// <summary>Holds a process at a journal write, so that a test can kill it there.</summary>
public sealed class Gate
{
    private readonly Lock _gate = new();
    private Func<StreamAppend, bool>? _which;
    private TaskCompletionSource _reached = New();
    private TaskCompletionSource _opened = New();

    /// <summary>True if nothing can be read.</summary>
    public bool RefusesReads { get; set; }

    /// <summary>Holds the first batch with such an append, and completes when it is held.</summary>
    public Task StopAt(Func<StreamAppend, bool> append)
    {
        lock (_gate)
        {
            (_which, _reached, _opened) = (append, New(), New());
            return _reached.Task;
        }
    }

    /// <summary>Releases the held batch and all later ones.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _which = null;
            _opened.TrySetResult();
        }
    }

    internal Task Pass(IReadOnlyList<StreamAppend> batch)
    {
        lock (_gate)
        {
            if (_which is null || !batch.Any(_which)) { return Task.CompletedTask; }
            _reached.TrySetResult();
            return _opened.Task;
        }
    }

    private static TaskCompletionSource New() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
