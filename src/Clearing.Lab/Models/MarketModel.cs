namespace Clearing.Lab.Models;

/// <summary>The parameters of the model M1; fees and sales are dollars per cubic foot.</summary>
/// <remarks>
/// The numbers are assumptions, not measurements: signs are robust to them, sizes are not.
/// Names in files are those of <see cref="ModelFile"/>.
/// </remarks>
public sealed record MarketModel
{
    /// <summary>The model's name in results.</summary>
    public string Label { get; init; } = "tight";

    /// <summary>Sellers in a market; 1 or more.</summary>
    public int Sellers { get; init; } = 40;

    /// <summary>Rounds in a market; 1 or more.</summary>
    public int Rounds { get; init; } = 4;

    /// <summary>The share of products that are new, 0 to 1.</summary>
    public double NewShare { get; init; } = 0.3;

    /// <summary>Mean sales per cubic foot, more than 0.</summary>
    public double MeanProductivity { get; init; } = 30;

    /// <summary>Standard deviation of the logarithm of sales per cubic foot; 0 or more.</summary>
    public double Sigma { get; init; } = 0.6;

    /// <summary>The least and the highest margin, a part of sales.</summary>
    public NumberRange Margin { get; init; } = new(0.1, 0.3);

    /// <summary>Correlation of the operator's forecast with established products.</summary>
    public double ForecastOld { get; init; } = 0.75;

    /// <summary>Correlation of the operator's forecast with new products.</summary>
    public double ForecastNew { get; init; } = 0.25;

    /// <summary>Correlation of a seller's forecast with its own product.</summary>
    public double SellerForecast { get; init; } = 0.95;

    /// <summary>The least and the highest volume a seller can use; log-uniform between.</summary>
    public NumberRange Volume { get; init; } = new(100, 1000);

    /// <summary>The part of the volume that sells at the full rate, 0 to 1.</summary>
    public double FirstPart { get; init; } = 0.6;

    /// <summary>The part of that rate at which the rest sells, 0 to 1.</summary>
    public double RestRate { get; init; } = 0.6;

    /// <summary>
    /// The part of the sales that each later round of start costs; 0 to 1 over all rounds.
    /// </summary>
    public double LateCost { get; init; } = 0.04;

    /// <summary>Capacity as a part of the mean demand; more than 0.</summary>
    public double Scarcity { get; init; } = 0.35;

    /// <summary>The share of sellers whose exceptions are reviewed, 0 to 1.</summary>
    public double ReviewShare { get; init; } = 0.2;

    /// <summary>Correlation of a review's finding with the product.</summary>
    public double ReviewForecast { get; init; } = 0.85;

    /// <summary>
    /// Added to the operator's mean of the logarithm for new products; 0, or below it for an
    /// operator that is pessimistic about them.
    /// </summary>
    public double NewPessimism { get; init; }

    /// <summary>Standard deviation of the logarithm of a demand shock common to all.</summary>
    public double DemandShock { get; init; }

    /// <summary>
    /// Correlation of a seller's forecast by the round in which it arrives; empty for
    /// <see cref="SellerForecast"/> in all of them.
    /// </summary>
    public double[] Learning { get; init; } = [];

    /// <summary>
    /// The share of an award's sales that its seller loses if a better use of its goods appears in
    /// a later round, 0 to 1; it appears in one round, any with the same chance.
    /// </summary>
    public double CommitmentCost { get; init; }

    /// <summary>
    /// Sellers' absolute risk aversion (CARA), per dollar of net profit; 0 for sellers that only
    /// care for the mean.
    /// </summary>
    public double RiskAversion { get; init; }

    /// <summary>
    /// The most that a seller's bids may come to, max fee × volume over all of them, dollars; 0 for
    /// no such limit.
    /// </summary>
    public double Budget { get; init; }

    /// <summary>Space is scarce: a third of the demand can be granted.</summary>
    public static MarketModel Tight { get; } = new();

    /// <summary>Capacity is a little below the mean demand.</summary>
    public static MarketModel Balanced { get; } = new() { Label = "balanced", Scarcity = 0.8 };

    /// <summary>Capacity is above the mean demand.</summary>
    public static MarketModel Slack { get; } = new() { Label = "slack", Scarcity = 1.1 };

    /// <summary>The tight model with sellers whose whole volume sells at one rate.</summary>
    public static MarketModel Flat { get; } = new() { Label = "flat", FirstPart = 1 };

    /// <summary>The tight model with sellers that can use one cubic foot each.</summary>
    public static MarketModel Unit { get; } =
        new() { Label = "unit", FirstPart = 1, Volume = new(1, 1) };

    /// <summary>The models that have names.</summary>
    public static IReadOnlyList<MarketModel> Named { get; } = [Tight, Balanced, Slack, Flat, Unit];

    /// <summary>The mean of the logarithm of sales per cubic foot.</summary>
    public double Mu => Math.Log(MeanProductivity) - (Sigma * Sigma / 2);

    /// <summary>The capacity of each round, cubic feet.</summary>
    public long RoundCapacity
    {
        get
        {
            var mean = Volume.Max == Volume.Min
                ? Volume.Min
                : (Volume.Max - Volume.Min) / Math.Log(Volume.Max / Volume.Min);
            return (long)(Scarcity * Sellers * mean / Rounds);
        }
    }

    /// <summary>All capacity, cubic feet.</summary>
    public long Capacity => RoundCapacity * Rounds;

    /// <summary>
    /// What is left of the sales if space is used from a round on; 1 in the first.
    /// </summary>
    public double SeasonFrom(int round) => 1 - (LateCost * (round - 1));

    /// <summary>
    /// What a seller expects to keep of the sales of an award, before it knows whether a better use
    /// appears.
    /// </summary>
    /// <param name="round">The round of the award.</param>
    public double KeptFrom(int round) => 1 - (CommitmentCost * (Rounds - round) / Rounds);

    /// <summary>The expected sales per cubic foot given a signal.</summary>
    /// <param name="signal">The signal, standard normal over all products.</param>
    /// <param name="correlation">Its correlation with the product's own normal number.</param>
    public double Expected(double signal, double correlation) => Math.Exp(
        Mu + (Sigma * correlation * signal)
        + (Sigma * Sigma / 2 * (1 - (correlation * correlation))));
}
