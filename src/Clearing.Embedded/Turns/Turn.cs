namespace Clearing.Embedded;

/// <summary>Work that calls the grain, and lasts until the grain is done.</summary>
internal abstract class Turn : Work
{
    private Activation? _activation;
    private Task? _task;

    /// <summary>True if it may run between the awaits of others.</summary>
    internal abstract bool Interleaves { get; }

    /// <summary>True if it keeps its activation from being idle.</summary>
    internal abstract bool KeepsAlive { get; }

    /// <summary>True if nobody waits for it any more.</summary>
    protected virtual bool IsMoot => false;

    internal sealed override void Run(Mailbox mailbox)
    {
        if (IsMoot)
        {
            return;
        }
        _activation = (Activation)mailbox;
        var grain = _activation.Enter(this);
        try
        {
            _task = Begin(grain);
        }
        catch (Exception exception)
        {
            _task = Task.FromException(exception);
        }
        if (_task.IsCompleted)
        {
            Finish();
        }
        else
        {
            _task.GetAwaiter().UnsafeOnCompleted(Finish);
        }
    }

    /// <summary>The activation ended or never came to be before this could run.</summary>
    internal abstract void Bounce(Activation from, Exception? failure);

    protected abstract Task Begin(Grain grain);

    protected abstract void End(Task task);

    private void Finish()
    {
        if (!_activation!.IsGone)
        {
            _activation.Leave(_task!);
            End(_task!);
        }
    }
}
