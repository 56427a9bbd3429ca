using Clearing.Lab.Bidding;

namespace Clearing.Lab.Markets;

/// <summary>The bids of one market in columns, by ascending sequence.</summary>
/// <remarks>Reused from market to market; not for concurrent use.</remarks>
public sealed class BidSheet
{
    private int[] _entry = [];
    private int[] _placed = [];

    /// <summary>Max fee of each row, micros per cubic foot, rounded down.</summary>
    public long[] MaxFee = [];

    /// <summary>Max volume of each row, cubic feet.</summary>
    public long[] Volume = [];

    /// <summary>The block of each row: twice the seller's number, plus 1 for its rest.</summary>
    public int[] Block = [];

    /// <summary>The round in which each row enters the book.</summary>
    public int[] Round = [];

    /// <summary>The row of each block.</summary>
    public int[] RowOfBlock = [];

    /// <summary>How many rows there are.</summary>
    public int Rows { get; private set; }

    /// <summary>How many rows are in the book in a round or before it.</summary>
    public int RowsThrough(int round)
    {
        var rows = Rows;
        while (rows > 0 && Round[rows - 1] > round) { rows--; }
        return rows;
    }

    /// <summary>Places the bids of all sellers, truthful but for their shade.</summary>
    /// <param name="draw">The market.</param>
    /// <param name="worth">The strategy of all sellers.</param>
    /// <param name="entry">When they bid.</param>
    public void Fill(MarketDraw draw, BidWorth worth, Entry entry = Entry.AtArrival)
    {
        Begin(draw.Sellers);
        for (var seller = 0; seller < draw.Sellers; seller++)
        {
            _entry[seller] = entry switch
            {
                Entry.InFirstRound => 1,
                Entry.InLastRound => draw.Model.Rounds,
                _ => draw.Arrival[seller],
            };
        }
        Sequence(draw);
        for (var seller = 0; seller < draw.Sellers; seller++) { Price(draw, seller, worth); }
    }

    /// <summary>Places the bids as <see cref="Fill"/>, one seller's in another round.</summary>
    public void FillWaiting(MarketDraw draw, BidWorth worth, int waiting, int round)
    {
        Begin(draw.Sellers);
        draw.Arrival.CopyTo(_entry, 0);
        _entry[waiting] = round;
        Sequence(draw);
        for (var seller = 0; seller < draw.Sellers; seller++) { Price(draw, seller, worth); }
    }

    /// <summary>Sets the max fees of one seller's rows.</summary>
    /// <param name="draw">The market.</param>
    /// <param name="seller">The seller.</param>
    /// <param name="worth">Its strategy.</param>
    /// <param name="factor">What its claims are multiplied with.</param>
    public void Price(MarketDraw draw, int seller, BidWorth worth, double factor = 1)
    {
        var start = Math.Max(_entry[seller], draw.Arrival[seller]);
        var fee = 1e6 * factor * worth.PerSales(draw.Margin[seller]) * draw.Own[seller]
            * draw.Model.SeasonFrom(start);
        if (draw.Model.CommitmentCost > 0) { fee *= draw.Model.KeptFrom(start); }
        MaxFee[RowOfBlock[2 * seller]] = (long)(fee * Certainty(draw, seller, 0, fee));
        MaxFee[RowOfBlock[(2 * seller) + 1]] = (long)(
            fee * draw.Model.RestRate * Certainty(draw, seller, 1, fee * draw.Model.RestRate));
        if (draw.Model.Budget > 0) { Afford(draw, seller); }
    }

    // A seller that cannot pay for all asks for less: first of its rest, then of its first block.
    private void Afford(MarketDraw draw, int seller)
    {
        var left = draw.Model.Budget;
        for (var block = 2 * seller; block < (2 * seller) + 2; block++)
        {
            var (row, fee) = (RowOfBlock[block], MaxFee[RowOfBlock[block]] / 1e6);
            Volume[row] = fee * draw.BlockVolume[block] <= left
                ? draw.BlockVolume[block]
                : (long)(left / fee);
            left -= fee * Volume[row];
        }
    }

    /// <summary>The part of a block's worth that a seller would take for certain.</summary>
    private static double Certainty(MarketDraw draw, int seller, int block, double fee) =>
        draw.Model.RiskAversion > 0
            ? RiskAversion.Certainty(
                draw.Model.RiskAversion * fee / 1e6 * draw.BlockVolume[(2 * seller) + block],
                draw.OwnSpread(seller))
            : 1;

    /// <summary>Adds a row at the end of the sequence.</summary>
    /// <param name="block">The block it stands for.</param>
    /// <param name="round">The round in which it enters; not before that of the last row.</param>
    /// <param name="maxFee">Micros per cubic foot.</param>
    /// <param name="volume">Cubic feet.</param>
    public void Add(int block, int round, long maxFee, long volume)
    {
        Fit(Rows + 1);
        (Block[Rows], Round[Rows], MaxFee[Rows], Volume[Rows]) = (block, round, maxFee, volume);
        Rows++;
    }

    /// <summary>Removes the last row.</summary>
    public void RemoveLast() => Rows--;

    /// <summary>Empties the sheet and makes room for two rows for each seller.</summary>
    public void Begin(int sellers)
    {
        Rows = 0;
        Fit((2 * sellers) + 1);
        if (_entry.Length < sellers) { _entry = new int[sellers]; }
        if (_placed.Length < sellers) { _placed = new int[sellers]; }
        if (RowOfBlock.Length < 2 * sellers) { RowOfBlock = new int[2 * sellers]; }
    }

    private void Sequence(MarketDraw draw)
    {
        for (var round = 1; round <= draw.Model.Rounds; round++)
        {
            for (var seller = 0; seller < draw.Sellers; seller++)
            {
                if (_entry[seller] != round) { continue; }
                foreach (var block in (ReadOnlySpan<int>)[2 * seller, (2 * seller) + 1])
                {
                    RowOfBlock[block] = Rows;
                    Add(block, round, 0, draw.BlockVolume[block]);
                }
            }
        }
    }

    private void Fit(int rows)
    {
        if (MaxFee.Length >= rows) { return; }
        var room = rows + 16;
        Array.Resize(ref MaxFee, room);
        Array.Resize(ref Volume, room);
        Array.Resize(ref Block, room);
        Array.Resize(ref Round, room);
    }
}
