namespace Clearing.Lab.Mechanisms;

/// <summary>Measures what a mechanism did with the market on a table.</summary>
/// <param name="sellers">How many sellers a market has.</param>
/// <param name="rounds">How many rounds.</param>
public sealed class Measuring(int sellers, int rounds)
{
    private readonly long[] _best = new long[2 * sellers];
    private readonly long[] _held = new long[2 * sellers];
    private readonly double[] _sales = new double[sellers];
    private readonly double[] _charges = new double[sellers];
    private readonly double[] _fees = new double[rounds];
    private readonly long[] _volumes = new long[rounds];
    private readonly double[] _least = new double[rounds];
    private readonly double[] _most = new double[rounds];

    /// <summary>Keeps what the table holds as the best allocation.</summary>
    public void KeepBest(MarketTable table) => Sum(table, _best);

    /// <summary>Writes the numbers of a mechanism.</summary>
    /// <param name="table">The market as the mechanism left it.</param>
    /// <param name="mechanism">The mechanism.</param>
    /// <param name="row">Where to write.</param>
    public void Write(MarketTable table, Mechanism mechanism, Span<double> row)
    {
        row.Clear();
        Sum(table, _held);
        Allocation(table, row);
        if (mechanism.Figures == FigureKind.Allocation) { return; }
        Charges(mechanism.Credit, row);
        RoundFees(table, row);
        ByRound(table, row);
    }

    private static void Sum(MarketTable table, long[] volumes)
    {
        Array.Clear(volumes);
        foreach (var holding in table.Holdings) { volumes[holding.Block] += holding.Volume; }
    }

    private void Allocation(MarketTable table, Span<double> row)
    {
        Array.Clear(_sales);
        Array.Clear(_charges);
        var draw = table.Draw;
        foreach (var (block, round, volume, fee) in table.Holdings)
        {
            var sales = draw.Sales(block, volume, round);
            _sales[block >> 1] += sales;
            _charges[block >> 1] += fee * volume;
            row[OutcomeMeasures.Sales] += sales;
            row[OutcomeMeasures.Profit] += draw.Margin[block >> 1] * sales;
            row[OutcomeMeasures.RequestRound] += (double)draw.Arrival[block >> 1] * volume;
        }
        for (var block = 0; block < _held.Length; block++)
        {
            var shared = Math.Min(_held[block], _best[block]);
            var isNew = draw.IsNew[block >> 1];
            row[OutcomeMeasures.Granted] += _held[block];
            row[OutcomeMeasures.NewGranted] += isNew ? _held[block] : 0;
            row[OutcomeMeasures.Shared] += shared;
            row[OutcomeMeasures.NewShared] += isNew ? shared : 0;
        }
        row[OutcomeMeasures.Capacity] = draw.Model.Capacity;
    }

    private void Charges(CreditTerms credit, Span<double> row)
    {
        for (var seller = 0; seller < _charges.Length; seller++)
        {
            if (_held[2 * seller] + _held[(2 * seller) + 1] == 0) { continue; }
            var applied = credit.Applied(_charges[seller], _sales[seller]);
            row[OutcomeMeasures.Gross] += _charges[seller];
            row[OutcomeMeasures.Offset] += applied;
            row[OutcomeMeasures.Winners]++;
            row[OutcomeMeasures.FullyOffset] += credit.Rate > 0 && applied >= _charges[seller]
                ? 1
                : 0;
        }
        row[OutcomeMeasures.Net] = row[OutcomeMeasures.Gross] - row[OutcomeMeasures.Offset];
    }

    private static void RoundFees(MarketTable table, Span<double> row)
    {
        var (sum, squares, count) = (0.0, 0.0, 0);
        foreach (var micros in table.Play.RoundFees)
        {
            if (micros < 0) { continue; }
            var fee = micros / 1e6;
            sum += fee;
            squares += fee * fee;
            count++;
        }
        var mean = count == 0 ? 0 : sum / count;
        var variance = count == 0 ? 0 : Math.Max(0, (squares / count) - (mean * mean));
        row[OutcomeMeasures.RoundFeeVariation] = count > 1 && mean > 0
            ? Math.Sqrt(variance) / mean
            : 0;
    }

    private void ByRound(MarketTable table, Span<double> row)
    {
        Array.Clear(_fees);
        Array.Clear(_volumes);
        Array.Fill(_least, double.MaxValue);
        Array.Fill(_most, double.MinValue);
        foreach (var (_, round, volume, fee) in table.Holdings)
        {
            var at = round - 1;
            _fees[at] += fee * volume;
            _volumes[at] += volume;
            _least[at] = Math.Min(_least[at], fee);
            _most[at] = Math.Max(_most[at], fee);
        }
        var (least, most, later) = (double.MaxValue, double.MinValue, double.MaxValue);
        for (var at = rounds - 1; at >= 0; at--)
        {
            if (_most[at] > later) { row[OutcomeMeasures.EarlyPaysMore] = 1; }
            later = Math.Min(later, _least[at]);
            (least, most) = (Math.Min(least, _least[at]), Math.Max(most, _most[at]));
        }
        row[OutcomeMeasures.Spread] = most >= least ? most - least : 0;
        row[OutcomeMeasures.EarlyMinusLate] = _volumes[0] > 0 && _volumes[^1] > 0
            ? (_fees[0] / _volumes[0]) - (_fees[^1] / _volumes[^1])
            : double.NaN;
    }
}
