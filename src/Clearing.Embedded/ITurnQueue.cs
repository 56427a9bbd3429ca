namespace Clearing.Embedded;

/// <summary>Where turns run: on the thread pool, or in one seeded loop.</summary>
public interface ITurnQueue
{
    /// <summary>
    /// True if everything runs on one thread in a sequence that this queue decides. Then the
    /// engine takes one turn each time it is run, and the same sequence gives the same run.
    /// </summary>
    bool IsSequential { get; }

    /// <summary>Runs <c>turns.Execute()</c> soon, never inside this call.</summary>
    /// <param name="turns">The turns that wait in one mailbox; it is not scheduled twice.</param>
    void Schedule(IThreadPoolWorkItem turns);
}
