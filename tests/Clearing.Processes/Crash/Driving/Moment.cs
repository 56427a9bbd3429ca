namespace Clearing.Processes.Crash;

/// <summary>When a server is killed.</summary>
internal enum Moment
{
    /// <summary>At any time under load.</summary>
    Any,

    /// <summary>While many bids of one burst are without an answer.</summary>
    Bidding,

    /// <summary>While a clearing is without an answer.</summary>
    Clearing,

    /// <summary>Just after a clearing, while sellers are being notified.</summary>
    Telling,

    /// <summary>While it starts up and reads what the last one left.</summary>
    Recovering,
}
