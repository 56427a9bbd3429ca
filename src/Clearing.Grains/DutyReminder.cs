namespace Clearing.Grains;

/// <summary>A grain's wake-up, which it keeps for as long as it has something to do.</summary>
/// <remarks>
/// A command promises the wake-up before it commits what needs it, so that a crash in between
/// costs nothing but an idle tick. A tick that finds nothing left to do ends it, but never while a
/// command that promised it has yet to commit.
/// </remarks>
/// <param name="grain">The grain; it must be <see cref="IRemindable"/>.</param>
/// <param name="period">How often the grain is woken.</param>
internal sealed class DutyReminder(IGrainBase grain, TimeSpan period)
{
    private const string Name = "duty";

    private Task _ending = Task.CompletedTask;
    private int _promising;
    private bool _isPromised;

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
            _isPromised = true;
        }
        finally
        {
            _promising--;
        }
    }

    /// <summary>Ends the wake-up if there is nothing left to do. Called on a tick.</summary>
    /// <param name="isDone">
    /// Whether the grain, as it is in the journal, has nothing left to do.
    /// </param>
    public async Task EndIf(bool isDone)
    {
        if (!isDone || _promising > 0) { return; }
        if (_isPromised)
        {
            // Whoever promised it may not have committed yet; the next tick looks again.
            _isPromised = false;
            return;
        }
        await (_ending = End());
    }

    private async Task End()
    {
        if (await grain.GetReminder(Name) is { } reminder)
        {
            await grain.UnregisterReminder(reminder);
        }
    }
}
