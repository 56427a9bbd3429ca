namespace Clearing.Pages.Shell;

/// <summary>The state of something, as an icon and a word.</summary>
public enum StageMark
{
    /// <summary>A market takes bids.</summary>
    Open,

    /// <summary>A round's book is closed and not cleared.</summary>
    BookClosed,

    /// <summary>A round is cleared, and its awards do not bind yet.</summary>
    Provisional,

    /// <summary>Clearing stands still.</summary>
    Paused,

    /// <summary>More is held than there is.</summary>
    Deficit,

    /// <summary>Sellers are being notified.</summary>
    Telling,

    /// <summary>A period is over.</summary>
    Settled,

    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>Something is not as it should be.</summary>
    Bad,
}
