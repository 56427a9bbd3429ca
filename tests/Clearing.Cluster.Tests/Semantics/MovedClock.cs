namespace Clearing.Cluster.Tests.Semantics;

/// <summary>The machine's clock, which a test can set.</summary>
internal sealed class MovedClock : TimeProvider
{
    private long _ticks;

    /// <summary>Sets it ahead, or back if negative.</summary>
    public void Move(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        base.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));
}
