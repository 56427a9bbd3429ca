namespace Clearing.Allocation.Runs;

/// <summary>How far a scheduled run has come.</summary>
[GenerateSerializer, Alias("Clearing.ScheduledStage")]
public enum ScheduledStage
{
    /// <summary>No run of the period has begun.</summary>
    Waiting = 0,

    /// <summary>A run of the period is a draft, or is being computed.</summary>
    Begun = 1,

    /// <summary>The period's bases are confirmed.</summary>
    Confirmed = 2,

    /// <summary>The period ended before its bases were confirmed; nothing more happens.</summary>
    Missed = 3,
}
