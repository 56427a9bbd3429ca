using Clearing.Market.Sellers;

namespace Clearing.Hosting;

/// <summary>How much each seller may keep, the section <c>Quotas</c>; the same for all silos.</summary>
public sealed class QuotaSettings
{
    /// <summary>The section of the configuration: <c>Quotas:OpenBids</c> and so on.</summary>
    public const string Section = "Quotas";

    /// <summary>The most open bids of a seller in one market. Default 100,000.</summary>
    [SettingRange(1, 100_000_000)]
    public int OpenBids { get; set; } = new SellerQuota().OpenBids;

    /// <summary>
    /// The most refusals that a market, or a seller's account, remembers of a seller. Default 10,000.
    /// </summary>
    [SettingRange(1, 100_000_000)]
    public int Refusals { get; set; } = new SellerQuota().Refusals;

    /// <summary>The quota these settings name.</summary>
    public SellerQuota ToQuota() => new(OpenBids, Refusals);
}
