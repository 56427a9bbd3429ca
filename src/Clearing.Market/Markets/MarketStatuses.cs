namespace Clearing.Market.Markets;

// One enum per command, with its members in order of precedence; 0 is success.

/// <summary>What became of opening a market.</summary>
[GenerateSerializer, Alias("Clearing.OpenStatus")]
public enum OpenStatus
{
    /// <summary>The market is open (or was opened before, with the same configuration).</summary>
    Opened = 0,

    /// <summary>The market is open with another configuration.</summary>
    ConfigDiffers = 1,

    /// <summary>The key is not <c>region/storageType/period</c>.</summary>
    KeyMalformed = 2,

    /// <summary>A value of the configuration is out of its range.</summary>
    ConfigOutOfRange = 3,

    /// <summary>Credits come from days, and no zone of the market's key is configured.</summary>
    ZoneUnknown = 4,

    /// <summary>
    /// The market's zone has another currency or minor unit or, where credits come from days, another
    /// kind of period.
    /// </summary>
    ZoneDiffers = 5,
}

/// <summary>What became of a capacity change.</summary>
[GenerateSerializer, Alias("Clearing.CapacityStatus")]
public enum CapacityStatus
{
    /// <summary>The change counts from the next clearing (or was taken before).</summary>
    Changed = 0,

    /// <summary>The id is not 1 to 128 printable ASCII characters without spaces.</summary>
    IdMalformed = 1,

    /// <summary>The id was used before, for another command.</summary>
    IdReused = 2,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 3,

    /// <summary>The market is settled.</summary>
    MarketSettled = 4,

    /// <summary>The pool would not fit 63 bits.</summary>
    PoolOverflow = 5,

    /// <summary>It takes more than one operator may: a second one must approve it.</summary>
    ApprovalNeeded = 6,
}

/// <summary>What became of scheduling a round.</summary>
[GenerateSerializer, Alias("Clearing.ScheduleStatus")]
public enum ScheduleStatus
{
    /// <summary>The round is in the calendar (or was, with the same terms and time).</summary>
    Scheduled = 0,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 1,

    /// <summary>The market is settled.</summary>
    MarketSettled = 2,

    /// <summary>The round number is not above that of the last cleared round.</summary>
    RoundPassed = 3,

    /// <summary>The round is in the calendar with other terms.</summary>
    RoundDiffers = 4,

    /// <summary>It would close before a round with a lower number, or after a higher one.</summary>
    OutOfSequence = 5,

    /// <summary>The reserve fee is negative.</summary>
    ReserveNegative = 6,

    /// <summary>It takes more capacity than one operator may.</summary>
    ApprovalNeeded = 7,

    /// <summary>With the rounds planned before it, the pool would not fit 63 bits.</summary>
    PoolOverflow = 8,
}

/// <summary>What became of moving a scheduled round, or taking it out of the calendar.</summary>
[GenerateSerializer, Alias("Clearing.RescheduleStatus")]
public enum RescheduleStatus
{
    /// <summary>The calendar is as asked, now or before.</summary>
    Done = 0,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 1,

    /// <summary>The market is settled.</summary>
    MarketSettled = 2,

    /// <summary>The reason is not 1 to 200 characters long.</summary>
    ReasonMalformed = 3,

    /// <summary>The round is not in the calendar.</summary>
    RoundNotPlanned = 4,

    /// <summary>The round's book is closed.</summary>
    BookClosed = 5,

    /// <summary>It would close before a round with a lower number, or after a higher one.</summary>
    OutOfSequence = 6,

    /// <summary>The reserve fee is negative.</summary>
    ReserveNegative = 7,

    /// <summary>It takes more capacity than one operator may.</summary>
    ApprovalNeeded = 8,

    /// <summary>With the rounds planned before it, the pool would not fit 63 bits.</summary>
    PoolOverflow = 9,
}

/// <summary>What became of closing a round's book.</summary>
[GenerateSerializer, Alias("Clearing.CloseStatus")]
public enum CloseStatus
{
    /// <summary>The book is closed (or was before): later bids wait for the next round.</summary>
    Closed = 0,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 1,

    /// <summary>The round number is not above that of the last cleared round.</summary>
    RoundPassed = 2,

    /// <summary>Another round's book is closed and not yet cleared.</summary>
    OtherRoundClosed = 3,

    /// <summary>The market is settled.</summary>
    MarketSettled = 4,

    /// <summary>The market is paused.</summary>
    MarketPaused = 5,
}

/// <summary>What became of clearing a round.</summary>
[GenerateSerializer, Alias("Clearing.ClearStatus")]
public enum ClearStatus
{
    /// <summary>The round is cleared, now or on the same terms before.</summary>
    Cleared = 0,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 1,

    /// <summary>The round was cleared before, on other terms.</summary>
    TermsDiffer = 2,

    /// <summary>The round number is not above that of the last cleared round.</summary>
    RoundPassed = 3,

    /// <summary>Another round's book is closed and not yet cleared.</summary>
    OtherRoundClosed = 4,

    /// <summary>The market is settled.</summary>
    MarketSettled = 5,

    /// <summary>The market is paused.</summary>
    MarketPaused = 6,

    /// <summary>The reserve fee is negative.</summary>
    ReserveNegative = 7,

    /// <summary>The pool would not fit 63 bits.</summary>
    PoolOverflow = 8,

    /// <summary>It takes more capacity than one operator may.</summary>
    ApprovalNeeded = 9,
}

/// <summary>What became of pausing or resuming a market.</summary>
[GenerateSerializer, Alias("Clearing.PauseStatus")]
public enum PauseStatus
{
    /// <summary>The market is as asked, now or before.</summary>
    Done = 0,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 1,

    /// <summary>The market is settled.</summary>
    MarketSettled = 2,
}

/// <summary>What became of settling a market.</summary>
[GenerateSerializer, Alias("Clearing.SettleStatus")]
public enum SettleStatus
{
    /// <summary>The market is settled, now or before; its statements are final once told.</summary>
    Settled = 0,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 1,

    /// <summary>A round's book is closed and not yet cleared.</summary>
    BookClosed = 2,

    /// <summary>The charges are more than one operator may settle.</summary>
    ApprovalNeeded = 3,
}
