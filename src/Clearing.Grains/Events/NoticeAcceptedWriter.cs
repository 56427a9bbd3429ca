using System.Text.Json;
using Clearing.Market;
using static System.Text.Json.JsonEncodedText;

namespace Clearing.Grains.Events;

/// <summary>
/// Writes accepted notices by hand, because a clearing makes one for each of its winners.
/// </summary>
/// <remarks>The text is the one that the serializer would write.</remarks>
internal static class NoticeAcceptedWriter
{
    private static readonly JsonEncodedText[] Causes = Names<Cause>();
    private static readonly JsonEncodedText[] Sources = Names<CreditSource>();
    private static readonly JsonEncodedText[] Accounts = Names<LedgerAccount>();
    private static readonly JsonEncodedText Notice = Encode("notice");
    private static readonly JsonEncodedText Postings = Encode("postings");
    private static readonly JsonEncodedText Market = Encode("market");
    private static readonly JsonEncodedText Seller = Encode("seller");
    private static readonly JsonEncodedText Telling = Encode("telling");
    private static readonly JsonEncodedText Round = Encode("round");
    private static readonly JsonEncodedText Terms = Encode("terms");
    private static readonly JsonEncodedText Currency = Encode("currency");
    private static readonly JsonEncodedText MinorExponent = Encode("minor_exponent");
    private static readonly JsonEncodedText CreditRate = Encode("credit_rate_ppm");
    private static readonly JsonEncodedText CreditCap = Encode("credit_cap_ppm");
    private static readonly JsonEncodedText CreditsFrom = Encode("credits_from");
    private static readonly JsonEncodedText HasZone = Encode("has_zone");
    private static readonly JsonEncodedText Awards = Encode("awards");
    private static readonly JsonEncodedText Releases = Encode("releases");
    private static readonly JsonEncodedText RepricedTo = Encode("repriced_to");
    private static readonly JsonEncodedText Settled = Encode("settled");
    private static readonly JsonEncodedText At = Encode("at");
    private static readonly JsonEncodedText Curtailment = Encode("curtailment");
    private static readonly JsonEncodedText Id = Encode("id");
    private static readonly JsonEncodedText BidId = Encode("bid_id");
    private static readonly JsonEncodedText AwardId = Encode("award_id");
    private static readonly JsonEncodedText Volume = Encode("volume");
    private static readonly JsonEncodedText MaxFee = Encode("max_fee");
    private static readonly JsonEncodedText RoundFee = Encode("round_fee");
    private static readonly JsonEncodedText Complete = Encode("complete");
    private static readonly JsonEncodedText Reason = Encode("cause");
    private static readonly JsonEncodedText Reference = Encode("reference");
    private static readonly JsonEncodedText Lines = Encode("lines");
    private static readonly JsonEncodedText Account = Encode("account");
    private static readonly JsonEncodedText Amount = Encode("amount");

    /// <summary>Writes one.</summary>
    public static void Write(Utf8JsonWriter writer, NoticeAccepted accepted)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(Notice);
        Write(writer, accepted.Notice);
        writer.WriteStartArray(Postings);
        foreach (var posting in accepted.Postings) { Write(writer, posting); }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Notice notice)
    {
        writer.WriteStartObject();
        writer.WriteString(Market, notice.Market);
        writer.WriteString(Seller, notice.Seller);
        writer.WriteNumber(Telling, notice.Number);
        writer.WriteNumber(Round, notice.Round);
        writer.WriteStartObject(Terms);
        writer.WriteString(Currency, notice.Terms.Currency);
        writer.WriteNumber(MinorExponent, notice.Terms.MinorExponent);
        writer.WriteNumber(CreditRate, notice.Terms.CreditRatePpm);
        writer.WriteNumber(CreditCap, notice.Terms.CreditCapPpm);
        if (notice.Terms.CreditsFrom != CreditSource.Report)
        {
            writer.WriteString(CreditsFrom, Sources[(int)notice.Terms.CreditsFrom]);
        }
        if (notice.Terms.HasZone) { writer.WriteBoolean(HasZone, true); }
        writer.WriteEndObject();
        writer.WriteStartArray(Awards);
        foreach (var award in notice.Awards) { Write(writer, award); }
        writer.WriteEndArray();
        writer.WriteStartArray(Releases);
        foreach (var release in notice.Releases) { Write(writer, release); }
        writer.WriteEndArray();
        if (notice.RepricedTo is { } fee) { writer.WriteNumber(RepricedTo, fee.Micros); }
        else { writer.WriteNull(RepricedTo); }
        writer.WriteBoolean(Settled, notice.Settled);
        if (notice.At is { } at) { writer.WriteString(At, at); }
        if (notice.Curtailment is { } taken)
        {
            writer.WritePropertyName(Curtailment);
            JsonSerializer.Serialize(writer, taken, EventJson.Default.SpaceTaken);
        }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Award award)
    {
        writer.WriteStartObject();
        writer.WriteString(Id, award.Id);
        writer.WriteString(BidId, award.BidId);
        writer.WriteString(Seller, award.Seller);
        writer.WriteNumber(Round, award.Round);
        writer.WriteNumber(Volume, award.Volume.Value);
        writer.WriteNumber(MaxFee, award.MaxFee.Micros);
        writer.WriteNumber(RoundFee, award.RoundFee.Micros);
        writer.WriteBoolean(Complete, award.Complete);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Release release)
    {
        writer.WriteStartObject();
        writer.WriteString(AwardId, release.AwardId);
        writer.WriteNumber(Volume, release.Volume.Value);
        // A notice belongs to its seller.
        writer.WriteNull(Seller);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Posting posting)
    {
        writer.WriteStartObject();
        writer.WriteString(Market, posting.Market);
        writer.WriteString(Reason, Causes[(int)posting.Cause]);
        writer.WriteString(Reference, posting.Reference);
        writer.WriteStartArray(Lines);
        foreach (var line in posting.Lines)
        {
            writer.WriteStartObject();
            writer.WriteString(Account, Accounts[(int)line.Account]);
            writer.WritePropertyName(Amount);
            MoneyConverter.Write(writer, line.Amount);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static JsonEncodedText[] Names<TEnum>()
        where TEnum : struct, Enum =>
        [.. Enum.GetNames<TEnum>().Select(name => Encode(name))];
}
