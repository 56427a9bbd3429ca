using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Audit;

/// <summary>
/// Recomputes a round as an auditor's own program would: it computes both hashes and the outcome
/// from the closed book, offers and terms, by the README and the naive clearing alone.
/// </summary>
public static class Recomputation
{
    /// <summary>The hash of a closed book.</summary>
    public static string BookHash(
        string market, RoundInputs inputs, IEnumerable<BookRow> rows)
    {
        byte[][] texts = [.. rows.Select(RowText)];
        return inputs.Nonce is { } nonce
            ? NaiveSeal.BookHash(
                Convert.FromHexString(nonce), market, inputs.Report.Terms.Round, texts)
            : Convert.ToHexStringLower(SHA256.HashData([.. texts.SelectMany(text => text)]));
    }

    private static byte[] RowText(BookRow row)
    {
        using var bytes = new MemoryStream();
        Number(bytes, row.Sequence);
        Number(bytes, row.MaxFee.Micros);
        Number(bytes, row.Want.Value);
        Number(bytes, row.Need.Value);
        bytes.WriteByte(row.TimeInForce == TimeInForce.Round ? (byte)1 : (byte)0);
        ShortText(bytes, row.BidId);
        ShortText(bytes, row.Seller);
        return bytes.ToArray();
    }

    /// <summary>SHA-256 of the outcome that follows from a round's inputs.</summary>
    public static string ResultHash(
        string market, RoundInputs inputs, IReadOnlyList<BookRow> rows, IReadOnlyList<Offer> offers)
    {
        var (terms, delta) = (inputs.Report.Terms, inputs.Report.CapacityDelta.Value);
        var available = Math.Max(0, inputs.Pool.Value + delta + inputs.OnOffer.Value);
        var outcome = Cleared(inputs.Config, available, terms.Reserve.Micros, rows);
        var granted = (long)outcome.Granted;
        var fresh = Math.Min(granted, Math.Max(0, inputs.Pool.Value + delta));
        var fates = rows.Zip(outcome.Fates).ToArray();
        var repriced = NaiveRepricing.Fee(
            fates.Where(f => f.Second.Granted > 0)
                .Select(f => (f.First.MaxFee.Micros, f.Second.Granted)),
            fresh, inputs.Config.RepricingMinVolume.Value, inputs.Config.RepricingSupportPpm,
            outcome.RoundFee);
        using var bytes = new MemoryStream();
        if (inputs.Nonce is { } nonce)
        {
            bytes.Write("clearing/v2/result\0"u8);
            bytes.Write(NaiveSeal.Key(
                Convert.FromHexString(nonce), "result-blind", market, terms.Round));
            Text(bytes, market);
        }
        Text(bytes, BookHash(market, inputs, rows));
        Number(bytes, terms.Round);
        Number(bytes, terms.CapacityDelta.Value);
        Number(bytes, terms.Reserve.Micros);
        Number(bytes, delta);
        Number(bytes, available);
        Number(bytes, (long)(outcome.EligibleDemand >> 63));
        Number(bytes, (long)(outcome.EligibleDemand & long.MaxValue));
        Number(bytes, outcome.LowestGranted ?? -1);
        Number(bytes, outcome.RoundFee ?? -1);
        Number(bytes, repriced ?? -1);
        Numbers(bytes, fates.Where(f => f.Second.Granted > 0).Select(f => f.First.Sequence));
        Numbers(bytes, fates.Where(f => f.Second.Granted > 0).Select(f => f.Second.Granted));
        Numbers(bytes, With(fates, Reason.SellerCap));
        Numbers(bytes, With(fates, Reason.MinFill));
        Releases(bytes, granted - fresh, offers);
        return Hex(bytes);
    }

    /// <summary>
    /// The outcome of every bid of a closed book, and the fee, by the rules alone.
    /// </summary>
    /// <param name="inputs">The inputs of the round.</param>
    /// <param name="rows">The whole closed book, by sequence.</param>
    public static NaiveOutcome Outcome(RoundInputs inputs, IReadOnlyList<BookRow> rows) => Cleared(
        inputs.Config,
        Math.Max(0, inputs.Pool.Value + inputs.Report.CapacityDelta.Value + inputs.OnOffer.Value),
        inputs.Report.Terms.Reserve.Micros, rows);

    private static NaiveOutcome Cleared(
        MarketConfig config, long available, long reserve, IReadOnlyList<BookRow> rows)
    {
        var sellers = rows.Select(row => row.Seller).Distinct().ToList();
        var places = sellers.Index().ToDictionary(seller => seller.Item, seller => seller.Index);
        var rooms = sellers.ConvertAll(_ => long.MaxValue);
        foreach (var row in rows)
        {
            if (row.SellerRoom is { } room) { rooms[places[row.Seller]] = room.Value; }
        }
        var bids = rows.Select(row => new NaiveBid(
            row.MaxFee.Micros, row.Want.Value, row.Need.Value, places[row.Seller],
            Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes($"{config.LotterySeed}:{row.BidId}")))));
        return NaiveClearing.Clear(
            [.. bids], rooms,
            new ClearingTerms(
                available, reserve, config.Lot.Value, config.TieRule, config.PricingRule));
    }

    private static IEnumerable<long> With((BookRow Row, NaiveFate Fate)[] fates, Reason reason) =>
        fates.Where(f => f.Fate.Reason == reason).Select(f => f.Row.Sequence);

    private static void Releases(MemoryStream bytes, long volume, IReadOnlyList<Offer> offers)
    {
        var taken = new List<(Offer Offer, long Volume)>();
        foreach (var offer in offers.TakeWhile(_ => volume > 0))
        {
            taken.Add((offer, Math.Min(volume, offer.Volume.Value)));
            volume -= taken[^1].Volume;
        }
        Number(bytes, taken.Count);
        foreach (var (offer, part) in taken)
        {
            Text(bytes, offer.Seller);
            Text(bytes, offer.AwardId);
            Number(bytes, part);
        }
    }

    private static void Number(MemoryStream bytes, long number)
    {
        Span<byte> written = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(written, number);
        bytes.Write(written);
    }

    private static void Numbers(MemoryStream bytes, IEnumerable<long> numbers)
    {
        var all = numbers.ToArray();
        Number(bytes, all.Length);
        foreach (var number in all) { Number(bytes, number); }
    }

    private static void Text(MemoryStream bytes, string text)
    {
        Number(bytes, text.Length);
        bytes.Write(Encoding.ASCII.GetBytes(text));
    }

    private static void ShortText(MemoryStream bytes, string text)
    {
        bytes.WriteByte((byte)text.Length);
        bytes.Write(Encoding.ASCII.GetBytes(text));
    }

    private static string Hex(MemoryStream bytes) =>
        SHA256.HashData(bytes.ToArray()).Aggregate("", (text, part) =>
            text + part.ToString("x2", CultureInfo.InvariantCulture));
}
