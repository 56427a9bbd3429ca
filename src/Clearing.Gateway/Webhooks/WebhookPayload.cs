using System.Text.Json;
using System.Text.Json.Serialization;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The body sent to a receiver: an event as in its source's feed.</summary>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Timestamp">When it was recorded; omitted if the source does not say.</param>
/// <param name="Source"><c>seller/…</c>, <c>market/…</c>, <c>zone-seller/…</c> or
/// <c>market-seller/…</c>.</param>
/// <param name="Number">The number in the source, as in the feed; omitted in a test.</param>
/// <param name="Data">The data, as in the feed.</param>
internal sealed record WebhookPayload(
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? Timestamp,
    string Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Number,
    object Data)
{
    private static readonly JsonSerializerOptions Json = NewJson();

    /// <summary>The body of a delivery, the same in every attempt.</summary>
    public static byte[] BodyOf(WebhookDelivery delivery) =>
        JsonSerializer.SerializeToUtf8Bytes(Of(delivery), Json);

    private static WebhookPayload Of(WebhookDelivery delivery) => delivery switch
    {
        { Posting: { } entry } => new(
            EventTypes.Posting, entry.RecordedAt.UtcDateTime, delivery.Source, entry.Number,
            LedgerEntryAnswer.Of(entry)),
        { Round: { } round } => new(
            EventTypes.Cleared, round.ClearedAt?.UtcDateTime, delivery.Source,
            round.Terms.Round, RoundAnswer.Of(KeyIn(delivery.Source), round)),
        { Notice: { } notice } => new(
            EventTypes.Of(notice.Kind), notice.At.UtcDateTime, delivery.Source, notice.Number,
            CapacityNoticeAnswer.Of(
                ZoneKey.Split(KeyIn(delivery.Source)).Zone, delivery.ZoneTerms, notice)),
        { Fact: { } fact } => new(
            EventTypes.Of(fact.Kind), fact.At?.UtcDateTime, delivery.Source, fact.Number,
            MarketFactAnswer.Of(KeyIn(delivery.Source), fact)),
        { BidFact: { } fact } => new(
            EventTypes.Of(fact.Kind), fact.At?.UtcDateTime, delivery.Source, fact.Number,
            BidFactAnswer.Of(MarketOf(delivery.Source), fact)),
        _ => new(EventTypes.Test, null, delivery.Source, null, new { }),
    };

    private static string MarketOf(string source) => MarketSellerKey.Split(KeyIn(source)).Market;

    private static string KeyIn(string source) => source[(source.IndexOf('/') + 1)..];

    private static JsonSerializerOptions NewJson()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        AnswerJson.Configure(json);
        return json;
    }
}
