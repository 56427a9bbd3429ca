using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Clearing.Formats;

/// <summary>
/// Writes replays as JSON: <c>{"results":[{"id", ..., "rejected":[{"event","reason"}]}]}</c>.
/// </summary>
public static class ReplayWriter
{
    // Ids are foreign text, so characters that control a terminal or its direction are escaped.
    private static readonly JavaScriptEncoder Ascii =
        JavaScriptEncoder.Create(UnicodeRanges.BasicLatin);

    /// <summary>Writes replays to a stream.</summary>
    /// <param name="output">Receives indented UTF-8 that ends with an LF; it is not closed.</param>
    /// <param name="results">The replays, in the order of output.</param>
    public static void Write(Stream output, IEnumerable<ReplayResult> results) =>
        WriteAll(output, results, Write);

    /// <summary>Runs replays and writes their results to a stream, one after the other.</summary>
    /// <param name="output">Receives indented UTF-8 that ends with an LF; it is not closed.</param>
    /// <param name="replays">The replays, in the order of output.</param>
    public static void Write(Stream output, IEnumerable<IReplay> replays) =>
        WriteAll(output, replays, static (json, replay) => replay.Write(json));

    private static void WriteAll<T>(
        Stream output, IEnumerable<T> results, Action<Utf8JsonWriter, T> write)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Indented = true,
            IndentSize = 1,
            NewLine = "\n",
            Encoder = Ascii,
        }))
        {
            json.WriteStartObject();
            json.WriteStartArray("results");
            foreach (var result in results)
            {
                write(json, result);
                json.Flush();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    internal static void Write(Utf8JsonWriter json, ReplayResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Id);
        if (result.Markets.TryGetValue(Scenario.OnlyMarket, out var only))
        {
            Write(json, only);
        }
        else
        {
            json.WriteStartObject("markets");
            foreach (var (key, market) in result.Markets)
            {
                json.WriteStartObject(key);
                Write(json, market);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteList("rejected", result.Rejected, rejected =>
        {
            json.WriteNumber("event", rejected.Event);
            json.WriteString("reason", rejected.Reason);
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MarketResult market)
    {
        json.WriteList("rounds", market.Rounds, round => Write(json, round));
        json.WriteList("awards", market.Awards, award => Write(json, award));
        json.WriteList("sellers", market.Sellers, seller => Write(json, seller));
        json.WriteStartObject("totals");
        Write(json, market.Totals);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RoundResult round)
    {
        json.WriteNumber("round", round.Round);
        json.WriteNumber("capacity_delta", round.CapacityDelta);
        json.WriteNumber("reserve_fee_micros", round.ReserveFeeMicros);
        json.WriteNumber("available_volume", round.AvailableVolume);
        json.WriteInt128("eligible_demand_volume", round.EligibleDemandVolume);
        json.WriteNumber("granted_volume", round.GrantedVolume);
        json.WriteNumber("unsold_volume", round.UnsoldVolume);
        Write(json, "round_fee_micros", round.RoundFeeMicros);
        Write(json, "repricing_fee_micros", round.RepricingFeeMicros);
        json.WriteList("awards", round.Awards, award =>
        {
            json.WriteString("bid", award.Bid);
            json.WriteString("seller", award.Seller);
            json.WriteNumber("volume", award.Volume);
            json.WriteString("status", award.Status);
        });
        json.WriteList("not_granted", round.NotGranted, bid =>
        {
            json.WriteString("bid", bid.Bid);
            json.WriteString("reason", bid.Reason);
        });
        json.WriteStartObject("award_fees_after_round");
        foreach (var (award, fee) in round.AwardFeesAfterRound)
        {
            json.WriteNumber(award, fee);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, long? fee)
    {
        if (fee is { } micros) { json.WriteNumber(name, micros); }
        else { json.WriteNull(name); }
    }

    private static void Write(Utf8JsonWriter json, AwardResult award)
    {
        json.WriteString("award", award.Award);
        json.WriteString("bid", award.Bid);
        json.WriteString("seller", award.Seller);
        json.WriteNumber("round", award.Round);
        json.WriteNumber("granted_volume", award.GrantedVolume);
        json.WriteNumber("released_volume", award.ReleasedVolume);
        json.WriteNumber("liable_volume", award.LiableVolume);
        json.WriteNumber("max_fee_micros", award.MaxFeeMicros);
        json.WriteNumber("round_fee_micros", award.RoundFeeMicros);
        json.WriteNumber("final_fee_micros", award.FinalFeeMicros);
        json.WriteInt128("gross_minor", award.GrossMinor);
        json.WriteInt128("repricing_discount_minor", award.RepricingDiscountMinor);
        json.WriteInt128("release_discount_minor", award.ReleaseDiscountMinor);
        json.WriteInt128("charge_minor", award.ChargeMinor);
    }

    private static void Write(Utf8JsonWriter json, SellerResult seller)
    {
        json.WriteString("seller", seller.Seller);
        json.WriteInt128("granted_volume", seller.GrantedVolume);
        json.WriteInt128("liable_volume", seller.LiableVolume);
        json.WriteInt128("charge_minor", seller.ChargeMinor);
        json.WriteInt128("incremental_sales_minor", seller.IncrementalSalesMinor);
        json.WriteInt128("credit_earned_minor", seller.CreditEarnedMinor);
        json.WriteInt128("credit_cap_minor", seller.CreditCapMinor);
        json.WriteInt128("credit_applied_minor", seller.CreditAppliedMinor);
        json.WriteInt128("credit_unused_minor", seller.CreditUnusedMinor);
        json.WriteInt128("net_minor", seller.NetMinor);
    }

    private static void Write(Utf8JsonWriter json, TotalsResult totals)
    {
        json.WriteInt128("granted_volume", totals.GrantedVolume);
        json.WriteInt128("released_volume", totals.ReleasedVolume);
        json.WriteInt128("liable_volume", totals.LiableVolume);
        json.WriteInt128("gross_minor", totals.GrossMinor);
        json.WriteInt128("repricing_discount_minor", totals.RepricingDiscountMinor);
        json.WriteInt128("release_discount_minor", totals.ReleaseDiscountMinor);
        json.WriteInt128("charge_minor", totals.ChargeMinor);
        json.WriteInt128("credit_applied_minor", totals.CreditAppliedMinor);
        json.WriteInt128("net_minor", totals.NetMinor);
    }
}
