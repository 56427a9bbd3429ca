namespace Clearing.Embedded;

/// <summary>Work that calls the grain, and lasts until the grain is done.</summary>
internal abstract class Turn : Work
{
    private Activation? activation;
    private Task? task;

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
        activation = (Activation)mailbox;
        var grain = activation.Enter(this);
        try
        {
            task = Begin(grain);
        }
        catch (Exception exception)
        {
            task = Task.FromException(exception);
        }
        if (task.IsCompleted)
        {
            Finish();
        }
        else
        {
            task.GetAwaiter().UnsafeOnCompleted(Finish);
        }
    }

    /// <summary>The activation ended or never came to be before this could run.</summary>
    internal abstract void Bounce(Activation from, Exception? failure);

    protected abstract Task Begin(Grain grain);

    protected abstract void End(Task task);

    private void Finish()
    {
        if (!activation!.IsGone)
        {
            activation.Leave(task!);
            End(task!);
        }
    }
}
