namespace Clearing.Processes.Crash;

/// <summary>When a server is killed.</summary>
internal enum Moment
{
    /// <summary>At any time under load.</summary>
    Any,

    /// <summary>While many bids of one burst are unanswered.</summary>
    Bidding,

    /// <summary>While a clearing is unanswered.</summary>
    Clearing,

    /// <summary>Just after a clearing, while sellers are being notified.</summary>
    Telling,

    /// <summary>While it starts and reads what the previous server left.</summary>
    Recovering,
}
