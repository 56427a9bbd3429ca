// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that can be reminded.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A reminder is due. It may come more than once, and activates the grain.</summary>
    /// <param name="reminderName">Which of the grain's reminders.</param>
    /// <param name="status">When it was and is due.</param>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
