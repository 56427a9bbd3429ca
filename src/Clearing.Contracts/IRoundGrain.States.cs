using Clearing.Market;

namespace Clearing.Contracts;

// Commands that ask for a state, also with receipts that say whether the market was there before.
public partial interface IRoundGrain
{
    /// <summary>Pauses clearing; bids are still accepted. Idempotent.</summary>
    /// <param name="note">The reason, which is recorded.</param>
    [Alias("Pause")]
    [May(Role.Operator, Scope.Market)]
    Task<PauseStatus> Pause(string note);

    /// <summary>Resumes clearing. Idempotent.</summary>
    [Alias("Resume")]
    [May(Role.Operator, Scope.Market)]
    Task<PauseStatus> Resume();

    /// <summary>
    /// Ends the period and sends every seller with an award its final statement. Idempotent.
    /// </summary>
    [Alias("Settle")]
    [May(Role.Operator, Scope.Market)]
    Task<SettleStatus> Settle();

    /// <summary>
    /// Opens the market as <see cref="Open"/> does, and says whether it was open before: of many calls
    /// at once exactly one opens it.
    /// </summary>
    [Alias("OpenMarket")]
    [May(Role.Operator, Scope.Market)]
    Task<OpenReceipt> OpenMarket(MarketConfig config);

    /// <summary>Pauses clearing, and says whether it was paused before. Idempotent.</summary>
    /// <param name="note">The reason, which is recorded.</param>
    [Alias("PauseMarket")]
    [May(Role.Operator, Scope.Market)]
    Task<PauseReceipt> PauseMarket(string note);

    /// <summary>Resumes clearing, and says whether it was not paused before. Idempotent.</summary>
    [Alias("ResumeMarket")]
    [May(Role.Operator, Scope.Market)]
    Task<PauseReceipt> ResumeMarket();

    /// <summary>Settles the market, and says whether it was settled before. Idempotent.</summary>
    [Alias("SettleMarket")]
    [May(Role.Operator, Scope.Market)]
    Task<SettleReceipt> SettleMarket();
}
