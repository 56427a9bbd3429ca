namespace Clearing.Grains;

/// <summary>A grain's wake-up, which it keeps for as long as it has something to do.</summary>
/// <remarks>
/// A command promises the wake-up before it commits what needs it, so that a crash in between
/// costs nothing but an idle tick. Two ticks in a row that find nothing to do end it, unless it was
/// promised between them: by then, what was promised before the first is in the journal, where the
/// second looks. That holds for promises of another activation too, which change the row's tag.
/// </remarks>
/// <param name="grain">The grain; it must be <see cref="IRemindable"/>.</param>
/// <param name="period">How often the grain is woken.</param>
internal sealed class DutyReminder(IGrainBase grain, TimeSpan period)
{
    private const string Name = "duty";

    private Task _ending = Task.CompletedTask;
    private int _promising;
    private IGrainReminder? _idle;

    /// <summary>Completes when the wake-up is durable; promising again changes nothing.</summary>
    /// <remarks>The caller commits what needs it in the turn that follows.</remarks>
    public async Task Promise()
    {
        _promising++;
        try
        {
            // However it ended: this does not throw, and stays in the grain's turns.
            await Task.WhenAny(_ending);
            await grain.RegisterOrUpdateReminder(Name, period, period);
        }
        finally
        {
            _promising--;
            _idle = null;
        }
    }

    /// <summary>Ends the wake-up if there is nothing left to do. Called once on every tick.</summary>
    /// <param name="isDone">
    /// Whether the grain, as it is in the journal, has nothing left to do.
    /// </param>
    public async Task EndIf(bool isDone)
    {
        var unchanged = _idle;
        _idle = null;
        if (!isDone || _promising > 0) { return; }
        if (unchanged is null) { _idle = await grain.GetReminder(Name); }
        else { await (_ending = End(unchanged)); }
    }

    private async Task End(IGrainReminder unchanged)
    {
        try
        {
            await grain.UnregisterReminder(unchanged);
        }
        catch (ReminderException)
        {
            // It has been promised since; the next ticks look again.
        }
    }
}
