namespace Clearing.Cluster.Tests.Semantics;

/// <summary>A grain that notes its reminders.</summary>
public interface IRemindedGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan due, TimeSpan period);

    Task Unregister(string name);

    Task Remember(string name);

    Task<bool> UnregisterRemembered();

    Task<bool> Has(string name);

    Task End();
}

public sealed class RemindedGrain(IGrainContext context)
    : IGrainBase, IRemindedGrain, IRemindable
{
    public const string Failing = "fails";

    private IGrainReminder? _remembered;

    public IGrainContext GrainContext => context;

    public Task Register(string name, TimeSpan due, TimeSpan period) =>
        this.RegisterOrUpdateReminder(name, due, period);

    public async Task Unregister(string name)
    {
        if (await this.GetReminder(name) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    public async Task Remember(string name) => _remembered = await this.GetReminder(name);

    public async Task<bool> UnregisterRemembered()
    {
        try
        {
            await this.UnregisterReminder(_remembered!);
            return true;
        }
        catch (ReminderException)
        {
            return false;
        }
    }

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public Task End()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Notes.Add(context.GrainId.Key.ToString()!, reminderName);
        return reminderName == Failing ? throw new ArithmeticException() : Task.CompletedTask;
    }
}
