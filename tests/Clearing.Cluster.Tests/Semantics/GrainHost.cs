namespace Clearing.Cluster.Tests.Semantics;

/// <summary>Runs the grains of these tests, and lets time pass for them.</summary>
public abstract class GrainHost
{
    private static int Keys;

    /// <summary>Calls grains from outside.</summary>
    public abstract IGrainFactory Grains { get; }

    /// <summary>Long enough for a few calls.</summary>
    public abstract TimeSpan Moment { get; }

    /// <summary>How long a call may take; many moments.</summary>
    public abstract TimeSpan ResponseTimeout { get; }

    /// <summary>The shortest period of a reminder.</summary>
    public abstract TimeSpan ReminderPeriod { get; }

    /// <summary>Runs a test.</summary>
    public abstract Task Run(Func<Task> test);

    /// <summary>Lets time pass.</summary>
    public abstract Task Wait(TimeSpan time);

    /// <summary>Sets the machine's clock ahead, or back if negative.</summary>
    public abstract void MoveClock(TimeSpan by);

    /// <summary>Ends the process and starts another one on the same storage.</summary>
    public abstract Task Restart();

    /// <summary>A key that no other test uses.</summary>
    public static string NewKey() => $"k{Interlocked.Increment(ref Keys)}";

    /// <summary>Lets time pass until a condition holds.</summary>
    public async Task Until(Func<bool> holds)
    {
        for (var n = 0; !holds(); n++)
        {
            Assert.True(n < 10_000, "It did not come about.");
            await Wait(Moment / 10);
        }
    }
}
