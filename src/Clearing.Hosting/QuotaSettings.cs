using Clearing.Market.Sellers;

namespace Clearing.Hosting;

/// <summary>Limits per seller: the section <c>Quotas</c>. All silos need the same.</summary>
public sealed class QuotaSettings
{
    /// <summary>The section of the configuration: <c>Quotas:OpenBids</c> and so on.</summary>
    public const string Section = "Quotas";

    /// <summary>The maximum number of a seller's open bids in a market. Default 100,000.</summary>
    [SettingRange(1, 100_000_000)]
    public int OpenBids { get; set; } = new SellerQuota().OpenBids;

    /// <summary>
    /// The maximum number of refusals that a market or a seller's account remembers per seller.
    /// Default 10,000.
    /// </summary>
    [SettingRange(1, 100_000_000)]
    public int Refusals { get; set; } = new SellerQuota().Refusals;

    /// <summary>
    /// The maximum number of a seller's bids, amendments and cancellations in a market, over its whole
    /// life. Default 1,000,000.
    /// </summary>
    [SettingRange(1, 100_000_000)]
    public int Commands { get; set; } = new SellerQuota().Commands;

    /// <summary>
    /// The maximum number of a seller's reports of sales and use, over all markets and their whole life.
    /// Default 1,000,000.
    /// </summary>
    [SettingRange(1, 100_000_000)]
    public int Reports { get; set; } = new SellerQuota().Reports;

    /// <summary>The quota that these settings define.</summary>
    public SellerQuota ToQuota() => new(OpenBids, Refusals, Commands, Reports);
}
