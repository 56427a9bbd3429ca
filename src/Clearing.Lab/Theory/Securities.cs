using System.Text.Json.Nodes;

namespace Clearing.Lab.Theory;

/// <summary>
/// E8: bidding with securities. Two bidders with values uniform on 20 to 110, an investment of
/// 100, and revenues lognormal around value and investment with a volatility of 50 %.
/// </summary>
internal static class Securities
{
    private const double MinValue = 20;
    private const double Width = 90;
    private const double Investment = 100;
    private const double Volatility = 0.5;

    /// <summary>What a security with some parameter is worth to the seller of the asset.</summary>
    private delegate double Worth(double parameter, double value);

    private static readonly (string Name, Worth Worth, double Low, double High)[] Kinds =
    [
        ("cash", (s, _) => s, 0, 1000),
        ("debt", (d, v) => Investment + v - Call(d, v), 0, 100_000),
        ("equity", (share, v) => share * (Investment + v), 0, 1),
        ("call", Call, 100_000, 0),
    ];

    private static readonly (string Name, double Second, double First)[] Paper =
    [
        ("cash", 50.00, 50.00), ("debt", 50.14, 50.05), ("equity", 58.65, 58.65),
        ("call", 74.49, 74.53),
    ];

    /// <summary>E8a: shares of three and two, for an investment of one.</summary>
    public static ClosedForm AliceAndBob()
    {
        var (alice, bob, cost) = (3.0, 2.0, 1.0);
        var equity = (bob - cost) / bob * alice;
        return new(
            "E8a Alice and Bob", new JsonArray(1.0, 1.5), bob - cost == 1 && equity == 1.5)
        {
            Formula = "investment 1, revenues 3 and 2: cash second price 1.0; equity second price"
                + " 1/2 x 3 = 1.5",
            Simulated = new JsonArray(bob - cost, equity),
            Source = "Hansen 1985; DeMarzo, Kremer and Skrzypacz 2005, introduction",
        };
    }

    /// <summary>E8b, E8d and E8c: revenues of two auctions with four securities.</summary>
    public static IEnumerable<ClosedForm> Revenues()
    {
        var second = Kinds.Select(kind => SecondPrice(kind.Worth, kind.Low, kind.High)).ToArray();
        for (var i = 0; i < Kinds.Length; i++)
        {
            yield return Of("E8b second-price revenue", i, second[i], Paper[i].Second,
                "numerical integral");
        }
        foreach (var i in (int[])[0, 2, 1, 3])
        {
            var (_, worth, low, high) = Kinds[i];
            yield return Of("E8d first-price revenue", i, FirstPrice(worth, low, high),
                Paper[i].First, "differential equation");
        }
        var rises = second[0] < second[1] && second[1] < second[2] && second[2] < second[3];
        yield return new("E8c order", true, rises)
        {
            Formula = "cash < debt < equity < call (steeper is higher)",
            Simulated = rises,
            Source = "DeMarzo, Kremer and Skrzypacz 2005",
        };
    }

    private static ClosedForm Of(string id, int kind, double found, double paper, string how) =>
        new($"{id}, {Kinds[kind].Name}", Math.Round(found, 3), Math.Abs(found - paper) <= 0.00501)
        {
            Formula = how,
            More = new() { ["paper_from_memory"] = paper },
            Source = "DeMarzo, Kremer and Skrzypacz 2005, numerical example",
        };

    /// <summary>The expected worth of what the winner pays with the loser's security.</summary>
    private static double SecondPrice(Worth worth, double low, double high)
    {
        const int Steps = 1500;
        var sum = 0.0;
        for (var i = 0; i < Steps; i++)
        {
            var loser = MinValue + (Width * (i + 0.5) / Steps);
            var parameter = Solve(worth, loser, low, high);
            var above = MinValue + Width - loser;
            var inner = 0.0;
            for (var j = 0; j < Steps; j++)
            {
                inner += worth(parameter, loser + (above * (j + 0.5) / Steps));
            }
            sum += inner / Steps * above / Width;
        }
        return 2 * sum / Steps;
    }

    /// <summary>The expected worth of what the winner bids in equilibrium.</summary>
    /// <remarks>
    /// The bid solves <c>s' = (v − ES(s, v)) / ((v − 20) ∂ES/∂s)</c>; at 20 its slope is
    /// <c>(1 − ∂ES/∂v) / (2 ∂ES/∂s)</c>.
    /// </remarks>
    private static double FirstPrice(Worth worth, double low, double high)
    {
        const int Steps = 4000;
        var step = Width / Steps;
        var bid = Solve(worth, MinValue, low, high);
        var sum = 0.0;
        for (var i = 0; i < Steps; i++)
        {
            var value = MinValue + (i * step);
            var a = Slope(worth, bid, value);
            var b = Slope(worth, bid + (step / 2 * a), value + (step / 2));
            var c = Slope(worth, bid + (step / 2 * b), value + (step / 2));
            var d = Slope(worth, bid + (step * c), value + step);
            var next = bid + (step / 6 * (a + (2 * b) + (2 * c) + d));
            // The winner's value has the density 2 (v − 20) / 90² .
            var (here, there) = (Weighted(worth, bid, value), Weighted(worth, next, value + step));
            sum += step / 2 * (here + there);
            bid = next;
        }
        return sum;
    }

    private static double Weighted(Worth worth, double bid, double value) =>
        2 * (value - MinValue) / (Width * Width) * worth(bid, value);

    private static double Slope(Worth worth, double bid, double value)
    {
        var step = Math.Max(1e-6, Math.Abs(bid) * 1e-6);
        var byBid = (worth(bid + step, value) - worth(bid - step, value)) / (2 * step);
        if (value - MinValue > 1e-9)
        {
            return (value - worth(bid, value)) / ((value - MinValue) * byBid);
        }
        var byValue = (worth(bid, value + 1e-4) - worth(bid, value - 1e-4)) / 2e-4;
        return (1 - byValue) / (2 * byBid);
    }

    /// <summary>
    /// The security that leaves a bidder nothing: it is worth the bidder's value.
    /// </summary>
    private static double Solve(Worth worth, double value, double low, double high)
    {
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (worth(middle, value) < value) { low = middle; }
            else { high = middle; }
        }
        return (low + high) / 2;
    }

    /// <summary>The expected part of lognormal revenues above a strike.</summary>
    private static double Call(double strike, double value)
    {
        var mean = Investment + value;
        if (strike <= 0) { return mean - strike; }
        var upper = (Math.Log(mean / strike) + (Volatility * Volatility / 2)) / Volatility;
        return (mean * Normal(upper)) - (strike * Normal(upper - Volatility));
    }

    /// <summary>The standard normal distribution, by a continued fraction or a series.</summary>
    internal static double Normal(double x)
    {
        if (Math.Abs(x) > 38) { return x > 0 ? 1 : 0; }
        var density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(x) < 5)
        {
            var (sum, term) = (x, x);
            for (var i = 3; Math.Abs(term) > 1e-17; i += 2) { sum += term *= x * x / i; }
            return 0.5 + (density * sum);
        }
        var fraction = 0.0;
        for (var i = 60; i > 0; i--) { fraction = i / (Math.Abs(x) + fraction); }
        var tail = density / (Math.Abs(x) + fraction);
        return x > 0 ? 1 - tail : tail;
    }
}
