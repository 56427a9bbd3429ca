using System.Text.Json.Nodes;
using Clearing.Instruments.Randomness;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Theory;

/// <summary>E9 and E10: what performance credits do to revenue, and to sham sales.</summary>
/// <param name="draws">How many markets each check draws.</param>
/// <param name="seed">The seed.</param>
internal sealed class Credits(int draws, ulong seed)
{
    /// <summary>E9: two bidders, second price, sales uniform on 0 to 1.</summary>
    public IEnumerable<ClosedForm> Revenue()
    {
        (double, double)[] cases = [(0.3, 0), (0.3, 0.15), (0.2, 0.15), (0.1, 0.15)];
        foreach (var (m, c) in cases)
        {
            var (net, full, offset) = Play(m, c);
            var at = FormattableString.Invariant($"m={m:0.0#} c={c:0.0#}");
            yield return ClosedForm.Of(
                $"E9 net revenue {at}", "m^2/(3(m+c)) (cash m/3)", m * m / (3 * (m + c)), net,
                "derived here (a security falling in the sales: flatter than cash)");
            yield return ClosedForm.Of(
                $"E9 share fully offset {at}", "c/(m+c)", c / (m + c), full, "derived here");
            yield return ClosedForm.Of(
                $"E9 offset share of fees {at}", "1-(m/(m+c))^2", 1 - Math.Pow(m / (m + c), 2),
                offset, "derived here");
        }
    }

    /// <summary>E10: a sham sale earns the rate less what it costs.</summary>
    public static ClosedForm ShamSales()
    {
        var gains = new JsonObject();
        foreach (var cost in (decimal[])[0.08m, 0.15m, 0.20m])
        {
            gains[FormattableString.Invariant($"tau {cost:0.00}")] = (double)(0.15m - cost);
        }
        return new("E10 wash sales", gains, Ok: true)
        {
            Formula = "gain per dollar of a sham sale = c - tau while credit < cap; with c=0.15:"
                + " worth it iff the round-trip cost is below 15 %",
        };
    }

    private (Moments Net, Moments Full, Moments Offset) Play(double m, double c)
    {
        var random = new RandomStream(
            seed, (9L << 32) + (long)(1000 * m) + ((long)(1000 * c) << 12), Purpose.Theory);
        var (net, full, offset) = (new Moments(), new Moments(), new Moments());
        var fees = (m + c) / 3;
        for (var draw = 0; draw < draws; draw++)
        {
            var (one, other) = (random.NextUnit(), random.NextUnit());
            var (high, low) = (Math.Max(one, other), Math.Min(one, other));
            var fee = (m + c) * low;
            var credit = Math.Min(c * high, fee);
            net.Add(fee - credit);
            full.Add(c > 0 && credit >= fee ? 1 : 0);
            offset.Add(credit / fees);
        }
        return (net, full, offset);
    }
}
