using System.Text.Json.Nodes;

namespace Clearing.Processes.Crash;

/// <summary>Converts commands to HTTP.</summary>
internal static class Wire
{
    /// <summary>The path and body of one command.</summary>
    public static (string Path, JsonObject? Body) Of(Command sent) => sent.Kind switch
    {
        Kind.Bid => (Seller(sent, "bids"), InMarket(sent, Bid(sent))),
        Kind.Amendment => (Seller(sent, "amendments"), InMarket(sent, Without(new()
        {
            ["amendment_id"] = sent.Id,
            ["bid_id"] = sent.Target,
            ["max_fee_micros"] = sent.Fee,
            ["max_volume"] = sent.Volume,
            ["min_volume"] = sent.Least,
        }))),
        Kind.Cancellation => (Seller(sent, "cancellations"), InMarket(sent, new()
        {
            ["cancellation_id"] = sent.Id,
            ["bid_id"] = sent.Target,
        })),
        Kind.Relinquishment => (Seller(sent, "relinquishments"), InMarket(sent, new()
        {
            ["relinquishment_id"] = sent.Id,
            ["award_id"] = sent.Target,
            ["volume"] = sent.Volume,
        })),
        Kind.Sales => (Seller(sent, "sales"), InMarket(sent, new()
        {
            ["report_id"] = sent.Id,
            ["incremental_minor"] = sent.Volume,
        })),
        Kind.Use => (Seller(sent, "uses"), InMarket(sent, new()
        {
            ["report_id"] = sent.Id,
            ["average_used"] = sent.Volume,
        })),
        _ => OfOperator(sent),
    };

    /// <summary>The path and body of many bids of one seller in one market.</summary>
    public static (string Path, JsonObject Body) OfMany(IReadOnlyList<Command> bids) => (
        Seller(bids[0], "bids/batch"),
        InMarket(bids[0], new() { ["bids"] = new JsonArray([.. bids.Select(Bid)]) }));

    private static (string Path, JsonObject? Body) OfOperator(Command sent)
    {
        var market = "v1/markets/" + sent.Market;
        return sent.Kind switch
        {
            Kind.Open => (market, new() { ["lot"] = 5 }),
            Kind.Capacity => (market + "/capacity", new()
            {
                ["change_id"] = sent.Id,
                ["delta"] = sent.Volume,
            }),
            Kind.Clear => ($"{market}/rounds/{sent.Id}/clear", new()
            {
                ["capacity_delta"] = sent.Volume,
                ["reserve_fee_micros"] = sent.Fee,
            }),
            _ => (market + "/settle", null),
        };
    }

    private static string Seller(Command sent, string what) => $"v1/sellers/{sent.Seller}/{what}";

    private static JsonObject Bid(Command sent) => new()
    {
        ["bid_id"] = sent.Id,
        ["max_fee_micros"] = sent.Fee,
        ["max_volume"] = sent.Volume,
        ["min_volume"] = sent.Least,
    };

    private static JsonObject InMarket(Command sent, JsonObject body)
    {
        body["market"] = sent.Market;
        return body;
    }

    private static JsonObject Without(JsonObject body)
    {
        foreach (var (name, value) in body.ToArray())
        {
            if (value is null) { body.Remove(name); }
        }
        return body;
    }
}
