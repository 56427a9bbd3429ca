using System.Text.Json.Nodes;
using Clearing.Instruments.Randomness;
using Clearing.Lab.Equilibrium;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Theory;

/// <summary>E6 and E7: large bidders can keep the price low.</summary>
internal static class LowPrice
{
    /// <summary>E6: two units, two bidders that bid for one each.</summary>
    public static ClosedForm DemandReduction(int draws, ulong seed)
    {
        var random = new RandomStream(seed, 10, Purpose.Theory);
        var welfare = new Moments();
        for (var draw = 0; draw < draws; draw++)
        {
            welfare.Add((random.NextUnit() + random.NextUnit()) / (4.0 / 3));
        }
        return ClosedForm.Of(
            "E6 demand reduction welfare ratio",
            "bids (v,0) each: E[v1+v2]/E[2 max] = 3/4; revenue 0; second bid b2 changes utility by"
                + " b2 (v-1) <= 0",
            0.75, welfare, "Ausubel and Cramton; the example is derived here");
    }

    /// <summary>E7: all pure equilibria of two bidders of 8 for 10, with values 10 and 8.</summary>
    public static ClosedForm Equilibria()
    {
        var game = new FlatDemandGame([8, 8], [10, 8], capacity: 10);
        var found = new JsonArray();
        var prices = new SortedSet<double>();
        for (var one = 0; one <= 10; one++)
        {
            for (var other = 0; other <= 8; other++)
            {
                long[] bids = [one, other];
                if (!game.IsEquilibrium(bids)) { continue; }
                var price = game.Price(bids);
                found.Add(new JsonArray(one, other, price));
                prices.Add(price);
            }
        }
        return new(
            "E7 low-price equilibria in our bid form", new JsonArray(0.0),
            found.Count == 6 && prices is { Count: 1, Min: 0 })
        {
            Formula = "bidder 1 at b1 >= v2 (1 - r2/d) = 6, bidder 2 at 0 is an equilibrium, r ="
                + " capacity - other's demand = 2; every pure equilibrium has price 0; competitive"
                + " price 8",
            More = new()
            {
                ["equilibria (b1,b2,price)"] = found,
                ["prices"] = new JsonArray([.. prices.Select(price => (JsonNode)price)]),
            },
            Source = "Yoon, arXiv 2409.04047v2; numbers derived here",
        };
    }
}
