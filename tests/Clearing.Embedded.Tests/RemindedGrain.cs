namespace Clearing.Embedded.Tests;

public interface IRemindedGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan due, TimeSpan period);

    Task Unregister(string name);

    Task<List<string>> Names();
}

public sealed class RemindedGrain(IServiceProvider services) : Grain, IRemindedGrain, IRemindable
{
    private readonly World _world = (World)services.GetService(typeof(World))!;

    public Task Register(string name, TimeSpan due, TimeSpan period) =>
        this.RegisterOrUpdateReminder(name, due, period);

    public async Task Unregister(string name)
    {
        if (await this.GetReminder(name) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    public async Task<List<string>> Names() =>
        (await this.GetReminders()).ConvertAll(reminder => reminder.ReminderName);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _world.Note(reminderName);
        return reminderName == "fails" ? throw new ArithmeticException() : Task.CompletedTask;
    }
}

public interface IForgetfulGrain : IGrainWithStringKey
{
    Task Register();
}

public sealed class ForgetfulGrain : Grain, IForgetfulGrain
{
    public Task Register() =>
        this.RegisterOrUpdateReminder("none", TimeSpan.Zero, TimeSpan.FromMinutes(1));
}
