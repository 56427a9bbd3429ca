namespace Clearing.Simulation;

/// <summary>What can go wrong. Each has its own rate in each run.</summary>
public enum FaultKind
{
    /// <summary>A call never arrives.</summary>
    LostCall,

    /// <summary>A call arrives and is served; its answer never arrives.</summary>
    LostAnswer,

    /// <summary>A call arrives late, perhaps after its caller gave up.</summary>
    LateCall,

    /// <summary>An answer arrives late, perhaps after its caller gave up.</summary>
    LateAnswer,

    /// <summary>A caller gave up on a call that was served or is being served.</summary>
    UnknownOutcome,

    /// <summary>A client sends a command again while the first is still under way.</summary>
    DoubledCommand,

    /// <summary>A batch is not written, and its writer learns that.</summary>
    AppendFailed,

    /// <summary>A batch is written, but its writer learns that it failed.</summary>
    AppendFailedButWritten,

    /// <summary>A stream cannot be read.</summary>
    ReadFailed,

    /// <summary>A batch takes long.</summary>
    SlowStorage,

    /// <summary>Nothing is written for many seconds.</summary>
    StorageStall,

    /// <summary>A grain is activated a second time, in another process.</summary>
    SecondActivation,

    /// <summary>One process dies with its memory and its unsynced batch.</summary>
    CrashOfOne,

    /// <summary>All processes die at once.</summary>
    CrashOfAll,

    /// <summary>A snapshot is lost.</summary>
    LostSnapshot,

    /// <summary>An older snapshot than the last one written is read.</summary>
    StaleSnapshot,

    /// <summary>A snapshot is read that is ahead of the journal.</summary>
    SnapshotAhead,

    /// <summary>A snapshot cannot be written or read.</summary>
    SnapshotFailed,

    /// <summary>A process's clock jumps ahead.</summary>
    ClockForward,

    /// <summary>A process's clock jumps back.</summary>
    ClockBack,

    /// <summary>A process's clock stops.</summary>
    ClockFrozen,

    /// <summary>The table of reminders cannot be read or written.</summary>
    RemindersFailed,

    /// <summary>An event is read with a bit that is not what was written.</summary>
    BitRot,
}
