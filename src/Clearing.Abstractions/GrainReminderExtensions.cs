// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans;

/// <summary>Reminders: durable, at least once, at most once a minute.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Registers or changes a reminder. Durable when it returns.</summary>
    /// <param name="grain">A grain that is <see cref="IRemindable"/>.</param>
    /// <param name="reminderName">Unique in the grain.</param>
    /// <param name="dueTime">Time to the first tick.</param>
    /// <param name="period">Time between ticks, one minute at least.</param>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        Registry(grain).RegisterOrUpdateReminder(
            grain.GrainContext.GrainId, reminderName, dueTime, period);

    /// <summary>Ends a reminder. A tick that is already on its way still comes.</summary>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) =>
        Registry(grain).UnregisterReminder(grain.GrainContext.GrainId, reminder);

    /// <summary>A reminder of this grain; null if there is none of that name.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) =>
        Registry(grain).GetReminder(grain.GrainContext.GrainId, reminderName);

    /// <summary>All reminders of this grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) =>
        Registry(grain).GetReminders(grain.GrainContext.GrainId);

    private static IReminderRegistry Registry(Grain grain) =>
        (IReminderRegistry)grain.GrainContext.ActivationServices
            .GetService(typeof(IReminderRegistry))!;
}
