namespace Clearing.Embedded;

/// <summary>Runs turns on the thread pool.</summary>
public sealed class ThreadPoolTurnQueue : ITurnQueue
{
    /// <summary>False: turns of different grains run at the same time.</summary>
    public bool IsSequential => false;

    /// <summary>Gives the turns to the thread pool, behind all that is already there.</summary>
    public void Schedule(IThreadPoolWorkItem turns) =>
        ThreadPool.UnsafeQueueUserWorkItem(turns, preferLocal: false);
}
