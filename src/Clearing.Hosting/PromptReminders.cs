using Microsoft.Extensions.DependencyInjection;
using Orleans.Reminders;

namespace Clearing.Hosting;

/// <summary>A table of reminders in which the next tick is never more than a period away.</summary>
/// <remarks>
/// A row has the instant of its first tick, by the clock of the silo that wrote it. If that clock was
/// ahead and is right now, or another silo's clock is behind it, a grain would sleep until then. All
/// grains here are first woken after one period, so that a later instant tells of nothing but clocks.
/// </remarks>
/// <param name="table">The rows.</param>
/// <param name="clock">The clock of the reminders.</param>
public sealed class PromptReminders(IReminderTable table, TimeProvider clock) : IReminderTable
{
    /// <summary>
    /// Makes the reminders of a silo independent of clocks that are set or differ. Called once, after
    /// their table is registered.
    /// </summary>
    /// <param name="services">The silo's services, with a table of reminders.</param>
    public static void AddTo(IServiceCollection services)
    {
        var table = services.Last(service => service.ServiceType == typeof(IReminderTable));
        services.Remove(table);
        services.AddKeyedSingleton<TimeProvider>(
            ReminderTimeProviderNames.Reminders,
            (provider, _) => new SteadyClock(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IReminderTable>(provider => new PromptReminders(
            Create(table, provider),
            provider.GetRequiredKeyedService<TimeProvider>(ReminderTimeProviderNames.Reminders)));
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken = default) =>
        table.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken = default) =>
        table.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Prompt(await table.ReadRows(grainId));

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        Prompt(await table.ReadRows(begin, end));

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        await table.ReadRow(grainId, reminderName) is { } row ? Prompt(row) : null;

    /// <inheritdoc/>
    public Task<string?> UpsertRow(ReminderEntry entry) => table.UpsertRow(entry);

    /// <inheritdoc/>
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        table.RemoveRow(grainId, reminderName, eTag);

    /// <inheritdoc/>
    public Task TestOnlyClearTable() => table.TestOnlyClearTable();

    private static IReminderTable Create(ServiceDescriptor table, IServiceProvider provider) =>
        (IReminderTable)(table.ImplementationInstance ?? table.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, table.ImplementationType!));

    private ReminderTableData Prompt(ReminderTableData rows) => new(rows.Reminders.Select(Prompt));

    private ReminderEntry Prompt(ReminderEntry row)
    {
        var latest = clock.GetUtcNow().UtcDateTime + row.Period;
        if (row.StartAt > latest) { row.StartAt = latest; }
        return row;
    }
}
