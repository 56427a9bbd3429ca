using Clearing.Journal;

namespace Clearing.Cluster.Tests.Market;

/// <summary>Holds a process at a write or a read of the journal.</summary>
public sealed class Gate
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Func<StreamAppend, bool>? _which;
    private TaskCompletionSource _reached = New();
    private TaskCompletionSource _opened = New();

    private string? _stream;
    private TaskCompletionSource _read = New();
    private TaskCompletionSource _answer = New();

    /// <summary>True if nothing can be read.</summary>
    public bool RefusesReads { get; set; }

    /// <summary>Holds the first batch with such an append, and completes when it is held.</summary>
    public Task StopAt(Func<StreamAppend, bool> append)
    {
        lock (_gate)
        {
            (_which, _reached, _opened) = (append, New(), New());
            return _reached.Task.WaitAsync(Soon);
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

    /// <summary>
    /// Holds the answer to the next read of a stream, and completes when it was read.
    /// </summary>
    public Task StopRead(string stream)
    {
        lock (_gate)
        {
            (_stream, _read, _answer) = (stream, New(), New());
            return _read.Task.WaitAsync(Soon);
        }
    }

    /// <summary>Gives the answer that is held.</summary>
    public void Answer() => _answer.TrySetResult();

    internal Task PassRead(string stream)
    {
        lock (_gate)
        {
            if (stream != _stream) { return Task.CompletedTask; }
            _stream = null;
            _read.TrySetResult();
            return _answer.Task;
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
