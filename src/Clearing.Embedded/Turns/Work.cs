namespace Clearing.Embedded;

/// <summary>Something that runs in a turn. It is in one mailbox at a time.</summary>
internal abstract class Work
{
    internal Work? Next { get; set; }

    internal abstract void Run(Mailbox mailbox);
}

/// <summary>What comes after an await.</summary>
internal sealed class Continuation(SendOrPostCallback callback, object? state) : Work
{
    internal override void Run(Mailbox mailbox) => callback(state);
}

/// <summary>Work in the sequence it came in, linked through itself.</summary>
internal struct WorkQueue
{
    private Work? _last;

    internal Work? First { get; private set; }

    internal void Enqueue(Work work)
    {
        work.Next = null;
        if (_last is null)
        {
            First = work;
        }
        else
        {
            _last.Next = work;
        }
        _last = work;
    }

    internal Work Dequeue()
    {
        var work = First!;
        First = work.Next;
        if (First is null)
        {
            _last = null;
        }
        work.Next = null;
        return work;
    }

    /// <summary>Enqueues a chain that runs from the newest to the oldest.</summary>
    internal void EnqueueReversed(Work newest)
    {
        Work? first = null;
        for (var work = newest; work is not null;)
        {
            (work.Next, first, work) = (first, work, work.Next);
        }
        if (_last is null)
        {
            First = first;
        }
        else
        {
            _last.Next = first;
        }
        _last = newest;
    }
}
