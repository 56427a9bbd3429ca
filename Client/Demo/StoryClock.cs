namespace Clearing.Client.Demo;

/// <summary>The day that the story has reached; from there time continues as usual.</summary>
/// <param name="first">The day on which it begins, at noon UTC.</param>
internal sealed class StoryClock(DateOnly first) : TimeProvider
{
    private static readonly TimeOnly Noon = new(12, 0);

    private long _aheadTicks = Ahead(first);

    /// <summary>Today, UTC.</summary>
    internal DateOnly Today => DateOnly.FromDateTime(GetUtcNow().UtcDateTime);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        base.GetUtcNow().AddTicks(Interlocked.Read(ref _aheadTicks));

    /// <summary>Goes to noon of a later day.</summary>
    internal void GoTo(DateOnly day) => Interlocked.Exchange(
        ref _aheadTicks, Math.Max(Ahead(day), Interlocked.Read(ref _aheadTicks)));

    private static long Ahead(DateOnly day) =>
        (new DateTimeOffset(day, Noon, TimeSpan.Zero) - System.GetUtcNow()).Ticks;
}
