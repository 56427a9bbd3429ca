using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>A bid after the journal's events.</summary>
internal sealed class ModelBid(Bid placed, long sequence)
{
    /// <summary>The bid as placed, for comparison with a repeated one.</summary>
    public Bid Placed { get; } = placed;

    public string Id { get; } = placed.Id;

    public string Seller { get; } = placed.Seller;

    /// <summary>The bid's place among its seller's bids, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When the bid was placed.</summary>
    public required DateTimeOffset? PlacedAt { get; init; }

    /// <summary>The sequence number with which it last took part in a clearing.</summary>
    public long TakenPart { get; set; }

    public long FirstSequence { get; } = sequence;

    public long Sequence { get; set; } = sequence;

    /// <summary>Every sequence number it ever had.</summary>
    public List<long> Sequences { get; } = [sequence];

    public long Fee { get; set; } = placed.MaxFee.Micros;

    public long Volume { get; set; } = placed.MaxVolume.Value;

    public long Min { get; set; } = placed.MinVolume.Value;

    public TimeInForce TimeInForce { get; set; } = placed.TimeInForce;

    public long Granted { get; set; }

    public BidStage Stage { get; set; }

    public int LastRound { get; set; }

    public Reason LastReason { get; set; }

    public long Want => Volume - Granted;

    public long Need => Math.Max(0, Min - Granted);

    public Bid Now => new(
        Id, Seller, new Fee(Fee), new CubicFeet(Volume), new CubicFeet(Min), TimeInForce);
}

/// <summary>An award after the journal's events.</summary>
internal sealed class ModelAward(ModelBid bid, int round, long volume, long fee)
{
    public string Id { get; } = $"{bid.Id}@{round}";

    public string BidId { get; } = bid.Id;

    public string Seller { get; } = bid.Seller;

    public int Round { get; } = round;

    public long Sequence { get; } = bid.Sequence;

    public long Volume { get; } = volume;

    public long MaxFee { get; } = bid.Fee;

    public long RoundFee { get; } = fee;

    public long CurrentFee { get; set; } = fee;

    public long Released { get; set; }

    public long OnOffer { get; set; }

    public bool Complete { get; } = bid.Granted == bid.Volume;

    public Award Told => new(
        Id, BidId, Seller, Round, new CubicFeet(Volume), new Fee(MaxFee), new Fee(RoundFee), Complete);
}
