using System.Net.Http;
using System.Threading.Tasks;

namespace Generated;

/// <summary>Plays a whole round with the client generated from the description.</summary>
public static class Round
{
    /// <summary>Plays the round and returns the answer to each step, in order.</summary>
    public static async Task<string[]> Play(string address)
    {
        using var http = new HttpClient { BaseAddress = new System.Uri(address) };
        var api = new ClearingClient(http);
        const string Market = "generated/csharp/2026-Q4";
        const long Volume = 9_007_199_254_740_990;

        await api.PutMarketsByPeriodAsync(
            "generated", "csharp", "2026-Q4", null, null, null, new ConfigBody { Lot = 10, Currency = "USD" });
        await api.PostMarketsCapacityAsync(
            "generated", "csharp", "2026-Q4", null, null, new CapacityBody { Change_id = "c", Delta = Volume });
        var receipt = await api.PostSellersBidsAsync(
            "acme", null,
            new BidBody { Market = Market, Bid_id = "a", Max_fee_micros = 500_000, Max_volume = Volume });
        var amended = await api.PostSellersAmendmentsAsync(
            "acme", null,
            new AmendmentBody { Market = Market, Amendment_id = "m", Bid_id = "a", Max_fee_micros = 600_000 });
        var refused = await Refusal(() => api.PostSellersBidsAsync(
            "acme", null, new BidBody { Market = Market, Bid_id = "b", Max_fee_micros = 1, Max_volume = 15 }));
        var cleared = await api.PostMarketsRoundsClearAsync(
            "generated", "csharp", "2026-Q4", 1, null, null, null, null);
        var settled = await api.PostMarketsSettleAsync("generated", "csharp", "2026-Q4", null, null);
        var terms = await api.GetMarketsTermsAsync("generated", "csharp", "2026-Q4");
        return
        [
            $"{receipt.Status} {receipt.Number}", amended.Status, refused,
            $"{cleared.Status} {cleared.Round.Granted_volume} at {cleared.Round.Round_fee_micros}",
            $"{settled.Status} {terms.Stage}",
        ];
    }

    private static async Task<string> Refusal(System.Func<Task> call)
    {
        try
        {
            await call();
            return "not refused";
        }
        catch (ApiException<Problem> refused)
        {
            return $"{refused.StatusCode} {refused.Result.Code} {refused.Result.Limit}";
        }
    }
}
