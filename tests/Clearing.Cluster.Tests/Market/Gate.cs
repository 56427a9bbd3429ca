using Clearing.Journal;

namespace Clearing.Cluster.Tests.Market;

/// <summary>Holds a process at a write of its journal, so that a test can let it die just there.</summary>
public sealed class Gate
{
    private readonly Lock gate = new();
    private Func<StreamAppend, bool>? which;
    private TaskCompletionSource reached = New();
    private TaskCompletionSource opened = New();

    /// <summary>Holds the first batch with such an append; completes when it is held.</summary>
    public Task StopAt(Func<StreamAppend, bool> append)
    {
        lock (gate)
        {
            (which, reached, opened) = (append, New(), New());
            return reached.Task;
        }
    }

    /// <summary>Lets go what is held, and whatever comes.</summary>
    public void Open()
    {
        lock (gate)
        {
            which = null;
            opened.TrySetResult();
        }
    }

    internal Task Pass(IReadOnlyList<StreamAppend> batch)
    {
        lock (gate)
        {
            if (which is null || !batch.Any(which)) { return Task.CompletedTask; }
            reached.TrySetResult();
            return opened.Task;
        }
    }

    private static TaskCompletionSource New() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
