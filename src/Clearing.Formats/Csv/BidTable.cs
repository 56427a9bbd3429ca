using Clearing.Market;

namespace Clearing.Formats;

/// <summary>The bids of a file in columns; row 0 is the first bid.</summary>
/// <remarks>
/// Every row has its own bid id in its market, so <see cref="Ids"/> numbers the rows; bids of two
/// markets may have the same id. The length of all columns is <see cref="Count"/>. A column that
/// the file lacks holds zeros.
/// </remarks>
public sealed class BidTable
{
    internal BidTable(int expectedRows)
    {
        Ids = new IdTable(expectedRows);
        Sellers = new IdTable();
        Regions = new IdTable();
        Columns = new BidColumns(expectedRows);
    }

    /// <summary>The number of bids.</summary>
    public int Count => Ids.Count;

    /// <summary>The bid ids; an id's number is its row.</summary>
    public IdTable Ids { get; }

    /// <summary>The distinct sellers, by first appearance.</summary>
    public IdTable Sellers { get; }

    /// <summary>The distinct regions, by first appearance; empty without that column.</summary>
    public IdTable Regions { get; }

    /// <summary>True if the file says in which round each bid arrives.</summary>
    public bool HasRounds { get; internal set; }

    /// <summary>Each bid's seller, as its number in <see cref="Sellers"/>.</summary>
    public ReadOnlySpan<int> SellerOf => Columns.Seller.Filled;

    /// <summary>Each bid's region, as its number in <see cref="Regions"/>.</summary>
    public ReadOnlySpan<int> RegionOf => Columns.Region.Filled;

    /// <summary>The round in which each bid arrives, from 1.</summary>
    public ReadOnlySpan<int> Rounds => Columns.Round.Filled;

    /// <summary>Each bid's line in the file, from 2.</summary>
    public ReadOnlySpan<int> Lines => Columns.Line.Filled;

    /// <summary>Each bid's max fee in micros per cubic foot, 0 or more.</summary>
    public ReadOnlySpan<long> MaxFees => Columns.MaxFee.Filled;

    /// <summary>Each bid's max volume in cubic feet, more than 0.</summary>
    public ReadOnlySpan<long> MaxVolumes => Columns.MaxVolume.Filled;

    /// <summary>Each bid's min volume in cubic feet, 0 to its max volume.</summary>
    public ReadOnlySpan<long> MinVolumes => Columns.MinVolume.Filled;

    /// <summary>Each bid's time in force; the period if the file does not say.</summary>
    public ReadOnlySpan<TimeInForce> TimesInForce => Columns.InForce.Filled;

    internal BidColumns Columns { get; }

    /// <summary>One bid in the form that the market accepts.</summary>
    /// <param name="row">0 to <see cref="Count"/> less 1.</param>
    public Bid this[int row] => new(
        Ids[row],
        Sellers[SellerOf[row]],
        new Fee(MaxFees[row]),
        new CubicFeet(MaxVolumes[row]),
        new CubicFeet(MinVolumes[row]),
        TimesInForce[row]);
}
