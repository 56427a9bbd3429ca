using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>Checks that everything a client saw was durable: the journal has it.</summary>
internal sealed class SightChecker(Truth truth, History history, Action<string> fail)
{
    public void Check()
    {
        foreach (var sight in history.Sights)
        {
            switch (sight.Seen)
            {
                case ImmutableArray<BidView> bids: CheckBids(sight, bids); break;
                case Statement statement: CheckStatement(sight, statement); break;
                case ImmutableArray<RoundReport> rounds: CheckRounds(sight, rounds); break;
                case ImmutableArray<SalesRecord> sales: CheckSales(sight, sales); break;
                default: fail($"Nobody checks {sight}"); break;
            }
        }
    }

    private void CheckBids(Sight sight, ImmutableArray<BidView> seen)
    {
        foreach (var view in seen)
        {
            var bid = truth.Market(sight.Market).Bids.GetValueOrDefault(view.Bid.Id);
            if (bid is null || bid.Seller != sight.Seller || view.Number != bid.Number
                || (view.Sequence is { } sequence && !bid.Sequences.Contains(sequence))
                || view.Granted.Value > bid.Granted)
            {
                fail($"{sight.Seller} saw {view}, which the journal does not bear out");
            }
        }
    }

    private void CheckStatement(Sight sight, Statement seen)
    {
        foreach (var line in seen.Awards)
        {
            var award = truth.Market(sight.Market).Awards.Find(award => award.Id == line.AwardId);
            if (award is null || award.Seller != sight.Seller || award.Volume != line.Granted.Value
                || award.RoundFee != line.RoundFee.Micros || award.CurrentFee > line.CurrentFee.Micros
                || award.Released < line.Released.Value)
            {
                fail($"{sight.Seller} saw {line}, which the journal does not bear out");
            }
        }
        var model = truth.Seller(sight.Seller).Markets.GetValueOrDefault(sight.Market);
        if (model is null || !model.SalesSoFar.Contains(seen.IncrementalSales.Minor) || (seen.Final && !model.Settled))
        {
            fail($"{sight.Seller} saw {seen}, which the journal does not bear out");
        }
    }

    private void CheckSales(Sight sight, ImmutableArray<SalesRecord> seen)
    {
        foreach (var record in seen)
        {
            var report = new SalesReport(record.Id, sight.Market, record.Incremental);
            var reported = truth.InSeller<SalesReported>(sight.Seller)
                .FirstOrDefault(e => e.Report == report);
            var first = reported is { Held: true } ? SalesState.Held : SalesState.Confirmed;
            var reviewed = truth.InSeller<SalesReviewed>(sight.Seller).Any(e =>
                (e.Review.Market, e.Review.ReportId, e.Review.State)
                    == (sight.Market, record.Id, record.State));
            if (reported is null || (record.State != first && !reviewed))
            {
                fail($"An operator saw {record} of {sight.Seller}, which the journal does not bear out");
            }
        }
    }

    private void CheckRounds(Sight sight, ImmutableArray<RoundReport> seen)
    {
        foreach (var round in seen)
        {
            var cleared = truth.Market(sight.Market).Rounds.GetValueOrDefault(round.Terms.Round);
            if (cleared?.ResultHash != round.ResultHash)
            {
                fail($"{sight.Market} showed {round}, which the journal does not bear out");
            }
        }
    }
}
