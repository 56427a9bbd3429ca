namespace Clearing.Cluster.Tests.Semantics;

/// <summary>A grain that notes its reminders.</summary>
public interface IRemindedGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan due, TimeSpan period);

    Task Unregister(string name);

    Task<bool> Has(string name);

    Task End();
}

public sealed class RemindedGrain(IGrainContext context)
    : IGrainBase, IRemindedGrain, IRemindable
{
    public const string Failing = "fails";

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
