namespace Clearing.Gateway;

/// <summary>Limits how many slots of one kind each caller holds at once in this process.</summary>
/// <remarks>Programs of this machine, which have no token, are not limited.</remarks>
/// <param name="most">The maximum per caller.</param>
internal sealed class CallerSlots(int most)
{
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>The maximum per caller.</summary>
    public int Most => most;

    /// <summary>Takes a slot; null if the caller has none left. Disposing it frees it.</summary>
    /// <param name="caller">The caller.</param>
    public IDisposable? Take(Caller caller)
    {
        if (caller.IsLocal) { return Slot.OfNobody; }
        lock (_taken)
        {
            var taken = _taken.GetValueOrDefault(caller.Subject);
            if (taken >= most) { return null; }
            _taken[caller.Subject] = taken + 1;
        }
        return new Slot(this, caller.Subject);
    }

    private void Free(string subject)
    {
        lock (_taken)
        {
            if (--_taken[subject] == 0) { _taken.Remove(subject); }
        }
    }

    private sealed class Slot(CallerSlots? slots, string subject) : IDisposable
    {
        public static readonly Slot OfNobody = new(null, "");

        private CallerSlots? _slots = slots;

        public void Dispose() => Interlocked.Exchange(ref _slots, null)?.Free(subject);
    }
}
