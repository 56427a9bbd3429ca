using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>Checks that the quiet grains show what the journal says.</summary>
internal sealed class ViewChecker(Truth truth, Action<string> fail)
{
    public void Check(string key, FinalMarket seen)
    {
        var market = truth.Market(key);
        var report = seen.Report;
        Same(key, "stage", report.Stage, market.Stage);
        Same(key, "pool", report.Pool.Value, market.Pool);
        Same(key, "pending", report.PendingCapacity.Value, market.Pending);
        Same(key, "held", report.Held.Value, market.Held);
        Same(key, "on offer", report.OnOffer.Value, market.OnOffer);
        Same(key, "untold", report.Untold, 0);
        var open = market.Bids.Values.Count(bid => bid.Stage == BidStage.Open);
        Same(key, "open bids", report.OpenBidsFrom, CountClass.Of(open));
        Same(key, "closed round", report.ClosedRound, market.Closed?.Round ?? 0);
        SameAll(key, "calendar", report.Calendar, market.Calendar.Values);
        SameAll(
            key, "rounds", seen.Rounds.Select(round => round.ResultHash),
            market.Rounds.Values.Select(round => round.ResultHash));
        foreach (var round in seen.Rounds)
        {
            SameAll(key, $"awards of {round.Terms.Round}", seen.Awards[round.Terms.Round], market.Awards
                .Where(award => award.Round == round.Terms.Round).Select(award => award.Told));
        }
        CheckDue(market, seen.At);
    }

    public void Check(string id, FinalSeller seen)
    {
        var seller = truth.Seller(id);
        foreach (var (key, bids) in seen.Bids)
        {
            SameAll($"{id} in {key}", "bids", bids, truth.Market(key).Bids.Values
                .Where(bid => bid.Seller == id).OrderBy(bid => bid.Number)
                .Select(bid => new BidView(
                    bid.Now, Shown(truth.Market(key), bid), bid.Stage, new CubicFeet(bid.Granted),
                    bid.LastRound, bid.LastReason, bid.Number, bid.PlacedAt)));
        }
        foreach (var (key, statement) in seen.Statements) { Check(id, key, statement, seller); }
        SameAll(id, "ledger", seen.Ledger.Select(Show), seller.Ledger.Select((entry, i) => Show(entry, i)));
        SameAll(
            id, "terms of the ledger", seen.Ledger.Select(entry => entry.Terms),
            seller.Ledger.Select(entry => seller.Markets[entry.Posting.Market].Terms));
        SameAll(id, "allocations", seen.Allocations, seller.Markets.Values.Select(m => AllocationOf(seller, m)));
    }

    /// <summary>A sequence number is shown after the clearing in which it took part.</summary>
    private static long? Shown(MarketModel market, ModelBid bid) =>
        market.Stage == MarketStage.Settled || bid.TakenPart == bid.Sequence ? bid.Sequence : null;

    private void Check(string id, string key, Statement? statement, SellerModel seller)
    {
        var model = seller.Markets.GetValueOrDefault(key);
        if (statement is null || model?.Terms is null)
        {
            Same($"{id} in {key}", "having a statement", statement is not null, model?.Terms is not null);
            return;
        }
        var where = $"{id}'s statement of {key}";
        Same(where, "final", statement.Final, model.Settled);
        Same(where, "charge", statement.Charge.Minor, model.Charge);
        Same(where, "sales", statement.IncrementalSales.Minor, model.Sales);
        Same(where, "earned", statement.CreditEarned.Minor, model.Earned);
        Same(where, "applied", statement.CreditApplied.Minor, model.Applied);
        Same(where, "unused", statement.CreditUnused.Minor, model.Earned - model.Applied);
        Same(where, "net", statement.Net.Minor, model.Charge - model.Applied);
        Same(where, "corrections", statement.Corrections.Minor, model.Corrections);
        var awards = truth.Market(key).Awards.Where(award => award.Seller == id)
            .OrderBy(award => award.Round).ThenBy(award => award.BidId, StringComparer.Ordinal);
        SameAll(where, "lines", statement.Awards, awards.Select(award => LineOf(award, model)));
    }

    private static StatementLine LineOf(ModelAward award, SellerMarketModel seller)
    {
        var gross = seller.Cost(award.RoundFee, award.Volume);
        var repriced = seller.Cost(award.CurrentFee, award.Volume);
        var charge = seller.Cost(award.CurrentFee, award.Volume - award.Released);
        return new StatementLine(
            award.Id, award.BidId, award.Round, new CubicFeet(award.Volume), new CubicFeet(award.Released),
            new Fee(award.MaxFee), new Fee(award.RoundFee), new Fee(award.CurrentFee), new Money(gross),
            new Money(gross - repriced), new Money(repriced - charge), new Money(charge));
    }

    private static MarketAllocation AllocationOf(SellerModel seller, SellerMarketModel market)
    {
        var key = MarketKey.Parse(market.Market);
        var limit = seller.Bases.GetValueOrDefault((key.Region, key.StorageType, null));
        var total = limit + market.Held;
        var next = market.Used is { } used && 100 * used >= 80 * total
            ? Math.Max(limit, Math.Min(used, total))
            : limit;
        return new MarketAllocation(
            market.Market, new CubicFeet(limit), new CubicFeet(market.Held), new CubicFeet(total), new CubicFeet(next));
    }

    /// <summary>Checks that a due round is cleared, unless the market is stopped.</summary>
    private void CheckDue(MarketModel market, DateTimeOffset now)
    {
        if (market.BindsAt <= now) { fail($"{market.Key}: a window ended at {market.BindsAt:O}"); }
        if (market.Stage != MarketStage.Open || market.Calendar.Count == 0) { return; }
        var first = market.Calendar.Values.First();
        var blocked = market.Closed is { } closed && closed.Round != first.Terms.Round;
        if (first.ClosesAt <= now && !blocked) { fail($"{market.Key}: {first} is due at {now:O} and not cleared"); }
    }

    private static string Show(LedgerEntry entry) =>
        $"{entry.Number} {entry.RecordedAt:O} {Show(entry.Posting)}";

    private static string Show((Posting Posting, DateTimeOffset RecordedAt) entry, int index) =>
        $"{index + 1} {entry.RecordedAt:O} {Show(entry.Posting)}";

    private static string Show(Posting posting) =>
        $"{posting.Market} {posting.Cause} {posting.Reference} {string.Join(' ', posting.Lines)}";

    private void Same<T>(string where, string what, T seen, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(seen, expected))
        {
            fail($"{where}: {what} shows {seen}; the journal says {expected}");
        }
    }

    private void SameAll<T>(string where, string what, IEnumerable<T> seen, IEnumerable<T> expected)
    {
        if (!seen.SequenceEqual(expected))
        {
            fail($"{where}: {what} show [{string.Join("; ", seen)}]; the journal says [{string.Join("; ", expected)}]");
        }
    }
}

/// <summary>What a market's grain showed at the end.</summary>
internal sealed record FinalMarket(
    DateTimeOffset At, MarketReport Report, ImmutableArray<RoundReport> Rounds,
    Dictionary<int, List<Award>> Awards);

/// <summary>What a seller's grain showed at the end.</summary>
internal sealed record FinalSeller(
    Dictionary<string, ImmutableArray<BidView>> Bids, Dictionary<string, Statement?> Statements,
    List<LedgerEntry> Ledger, ImmutableArray<MarketAllocation> Allocations);
