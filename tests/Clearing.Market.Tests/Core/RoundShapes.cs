using System.Security.Cryptography;

namespace Clearing.Market.Tests;

/// <summary>One round to clear, for the fast and the naive clearing alike.</summary>
public sealed record TestRound(
    IReadOnlyList<NaiveBid> Bids, IReadOnlyList<long> Rooms, ClearingTerms Terms);

/// <summary>Draws rounds of every shape from one seed.</summary>
public static class RoundShapes
{
    private static readonly TieRule[] TieRules = Enum.GetValues<TieRule>();
    private static readonly PricingRule[] PricingRules = Enum.GetValues<PricingRule>();

    /// <summary>A round of at most so many bids.</summary>
    public static TestRound Draw(Random random, int maxBids)
    {
        var bids = random.Next(maxBids + 1);
        var lot = Pick(random, 1L, 1L, 1L, 2L, 7L, 100L);
        var huge = random.Next(8) == 0;
        var maxLots = huge ? long.MaxValue / lot : Pick(random, 1L, 3L, 10L, 1000L, 1_000_000L);
        var fees = Pick(random, 1L, 2L, 3L, 8L, 1000L, long.MaxValue);
        var sellers = random.Next(3) == 0 ? random.Next(1, 5) : 0;
        var minima = random.Next(4);
        var closed = random.Next(3) == 0;
        var book = new List<NaiveBid>();
        for (var i = 0; i < bids; i++)
        {
            var lots = Lots(random, maxLots);
            var want = closed && random.Next(4) == 0 ? 0 : lots * lot;
            var need = Need(random, minima, lots) * lot;
            var seller = random.Next(Math.Max(1, sellers));
            book.Add(new(Fee(random, fees), want, need, seller, Key(random)));
        }
        var rooms = Enumerable.Range(0, sellers)
            .Select(_ => random.Next(3) == 0 ? long.MaxValue : Volume(random, book)).ToArray();
        return new(book, rooms, Terms(random, lot, fees, book));
    }

    /// <summary>A round of one fee level with many minima, for the rules that share.</summary>
    public static TestRound DrawShared(Random random, int maxBids)
    {
        var bids = random.Next(2, maxBids + 1);
        var most = Pick(random, 2L, 4L, 12L, 60L, 1_000L, 1L << 45);
        var minima = random.Next(1, 4);
        var book = new List<NaiveBid>();
        for (var i = 0; i < bids; i++)
        {
            var lots = Lots(random, most);
            book.Add(new(5, lots, Need(random, minima, lots)));
        }
        var rule = Pick(random, TieRule.ProRata, TieRule.EqualSplit);
        return new(book, [], new(Volume(random, book), 0, 1, rule, PricingRule.HighestRejected));
    }

    /// <summary>
    /// A round of one fee level with large, nearly equal bids. A minimum is a share rounded down, or
    /// one lot more.
    /// </summary>
    public static TestRound DrawNear(Random random, int maxBids)
    {
        var bids = random.Next(2, maxBids + 1);
        var most = Pick(random, 1L << 20, 1L << 33, 1L << 45);
        var wants = Enumerable.Range(0, bids).Select(_ => most + random.NextInt64(8)).ToArray();
        var total = wants.Aggregate(Int128.Zero, (sum, want) => sum + want);
        var available = (long)(total * random.Next(1, 1_000) / 1_000) + random.Next(bids);
        var rule = Pick(random, TieRule.ProRata, TieRule.ProRata, TieRule.EqualSplit);
        var book = wants.Select(want =>
        {
            var share = rule == TieRule.EqualSplit ? available / bids : want * (Int128)available / total;
            return new NaiveBid(5, want, random.Next(3) == 0 ? 0 : (long)share + random.Next(2));
        });
        return new([.. book], [], new(available, 0, 1, rule, PricingRule.HighestRejected));
    }

    /// <summary>
    /// A round of many fees in which what remains below the margin is too little for nearly all:
    /// the few small bids that can use it are far below.
    /// </summary>
    public static TestRound DrawDescent(Random random, int maxBids)
    {
        var bids = random.Next(maxBids / 2, maxBids + 1);
        var fees = Pick(random, 20L, 1_000L, 1_000_000L);
        var small = random.Next(2, 100);
        var book = new List<NaiveBid>();
        for (var i = 0; i < bids; i++)
        {
            var fee = random.NextInt64(fees);
            var lots = random.Next(small) == 0 ? random.Next(1, 6) : random.Next(50, 100);
            var need = random.Next(small) == 0 ? lots / 2 : lots;
            book.Add(new(fee, lots, need, 0, Key(random)));
        }
        var terms = Terms(random, 1, fees, book) with { Reserve = random.NextInt64(fees) / 4 };
        return new(book, [], terms);
    }

    private static ClearingTerms Terms(
        Random random, long lot, long fees, IReadOnlyList<NaiveBid> book)
    {
        var reserve = random.Next(3) == 0 ? random.NextInt64(fees) : 0;
        var available = random.Next(12) == 0 ? random.NextInt64(lot) : Volume(random, book);
        return new(
            available, reserve, lot, Pick(random, TieRules), Pick(random, PricingRules));
    }

    private static long Fee(Random random, long fees) =>
        fees == long.MaxValue && random.Next(6) == 0 ? long.MaxValue : random.NextInt64(fees);

    private static long Lots(Random random, long most) =>
        random.Next(3) == 0
            ? most - random.NextInt64(Math.Min(most, 3))
            : 1 + random.NextInt64(most);

    private static long Need(Random random, int minima, long lots) => minima switch
    {
        0 => 0,
        1 => random.Next(3) == 0 ? lots : 0,
        2 => random.NextInt64(lots + (lots < long.MaxValue ? 1 : 0)),
        _ => Pick(random, 0, 1, lots, lots / 2),
    };

    /// <summary>Any part of what the bids want, and a little more at times.</summary>
    private static long Volume(Random random, IReadOnlyList<NaiveBid> book)
    {
        Int128 total = 0;
        foreach (var bid in book) { total += bid.Want; }
        var part = total * random.Next(1100) / 1000;
        return (long)Int128.Min(part + random.Next(3), long.MaxValue);
    }

    /// <summary>Few enough keys that some are equal, and some equal only at their start.</summary>
    private static string Key(Random random)
    {
        var hash = SHA256.HashData(BitConverter.GetBytes(random.Next(64)));
        if (random.Next(4) == 0) { hash.AsSpan(0, 12).Clear(); }
        return Convert.ToHexString(hash);
    }

    private static T Pick<T>(Random random, params ReadOnlySpan<T> values) =>
        values[random.Next(values.Length)];
}
