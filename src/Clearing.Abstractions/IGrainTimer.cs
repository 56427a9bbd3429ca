// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
namespace Orleans.Runtime;

/// <summary>A timer of one activation. Disposing it stops it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets a new due time and period.</summary>
    /// <param name="dueTime">Time to the next tick; infinite for none.</param>
    /// <param name="period">Time from the end of a tick to the next; infinite for one tick.</param>
    void Change(TimeSpan dueTime, TimeSpan period);
}
