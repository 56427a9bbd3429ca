using System.Collections.Immutable;

namespace Clearing.Formats;

/// <summary>Converts a replayed market to the printed form.</summary>
internal static class ReplayReport
{
    /// <summary>The result of a round that was just cleared.</summary>
    public static RoundResult Of(
        CapacityMarket market, int number, IReadOnlyList<RoundResult> earlier)
    {
        var round = market.AuditedRound(number)
            ?? throw new ArgumentOutOfRangeException(nameof(number), number, "Not cleared.");
        var awards = market.Awards(number, 0, round.Winners);
        var rounds = earlier.Select(before => before.Round).Append(number);
        return new RoundResult(
            number, round.CapacityDelta.Value, round.Terms.Reserve.Micros, round.Available.Value,
            round.EligibleDemand!.Value, round.Granted.Value, round.Unsold.Value,
            round.RoundFee?.Micros, round.RepricedTo?.Micros,
            [.. awards.Select(Of)],
            [.. market.NotGranted(number).Select(
                refused => new NotGranted(refused.BidId, Words.Of(refused.Reason)))],
            [.. rounds.SelectMany(cleared => Fees(market, cleared))]);
    }

    /// <summary>The result of the whole period.</summary>
    public static MarketResult Of(
        IReadOnlyList<RoundResult> rounds, IReadOnlyList<Statement> statements)
    {
        var awards = InOrder(rounds, statements);
        var bySeller = statements.ToDictionary(statement => statement.Seller);
        var sellers = awards.Select(award => award.Seller).Distinct(StringComparer.Ordinal);
        return new MarketResult(
            [.. rounds], awards, [.. sellers.Select(seller => Of(bySeller[seller]))],
            Totals(awards, statements));
    }

    private static RoundAward Of(Award award) => new(
        award.BidId, award.Seller, award.Volume.Value, award.Complete ? "FULL" : "PARTIAL");

    private static IEnumerable<KeyValuePair<string, long>> Fees(CapacityMarket market, int round) =>
        market.Awards(round, 0, int.MaxValue)
            .Select(award => KeyValuePair.Create(award.Id, market.CurrentFee(round).Micros));

    private static ImmutableArray<AwardResult> InOrder(
        IReadOnlyList<RoundResult> rounds, IReadOnlyList<Statement> statements)
    {
        var lines = statements
            .SelectMany(statement => statement.Awards, Of)
            .ToDictionary(award => (award.Round, award.Bid));
        return
        [
            .. rounds.SelectMany(
                round => round.Awards, (round, award) => lines[(round.Round, award.Bid)]),
        ];
    }

    private static AwardResult Of(Statement statement, StatementLine line) => new(
        line.AwardId, line.BidId, statement.Seller, line.Round, line.Granted.Value,
        line.Released.Value, line.Granted.Value - line.Released.Value, line.MaxFee.Micros,
        line.RoundFee.Micros, line.CurrentFee.Micros, line.Gross.Minor,
        line.RepricingDiscount.Minor, line.ReleaseDiscount.Minor, line.Charge.Minor);

    private static SellerResult Of(Statement statement)
    {
        var granted = Sum(statement.Awards, line => line.Granted.Value);
        var released = Sum(statement.Awards, line => line.Released.Value);
        return new SellerResult(
            statement.Seller, granted, granted - released,
            statement.Charge.Minor, statement.IncrementalSales.Minor, statement.CreditEarned.Minor,
            statement.CreditCap.Minor, statement.CreditApplied.Minor, statement.CreditUnused.Minor,
            statement.Net.Minor);
    }

    private static TotalsResult Totals(
        ImmutableArray<AwardResult> awards, IReadOnlyList<Statement> statements) => new(
        Sum(awards, award => award.GrantedVolume),
        Sum(awards, award => award.ReleasedVolume),
        Sum(awards, award => award.LiableVolume),
        Sum(awards, award => award.GrossMinor),
        Sum(awards, award => award.RepricingDiscountMinor),
        Sum(awards, award => award.ReleaseDiscountMinor),
        Sum(awards, award => award.ChargeMinor),
        Sum(statements, statement => statement.CreditApplied.Minor),
        Sum(statements, statement => statement.Net.Minor));

    private static Int128 Sum<T>(IEnumerable<T> of, Func<T, Int128> amount) =>
        of.Total(amount);
}
