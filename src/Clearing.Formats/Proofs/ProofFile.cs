using Clearing.Market;

namespace Clearing.Formats;

/// <summary>Reads a seller's proof in the form of the gateway's answer.</summary>
public static class ProofFile
{
    /// <summary>Reads a whole proof; at most 256 MiB.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <returns>The proof, or all the errors.</returns>
    public static Parsed<BidProof> Read(Stream input, string file)
    {
        var errors = new FormatErrors(file);
        var bytes = JsonBytes.ReadAll(input);
        if (bytes is null) { errors.Add(0, "", $"is longer than {JsonBytes.MaxBytes} bytes"); }
        var document = bytes is null ? null : StrictJson.Read(bytes, errors);
        var proof = document is null ? Nothing : Read(document, errors);
        return new Parsed<BidProof>(proof, errors);
    }

    private static BidProof Nothing { get; } = new("", 0, "", "", 0, "", []);

    private static BidProof Read(JsonPlace place, FormatErrors errors)
    {
        var members = new JsonMembers(place, errors);
        var proof = new BidProof(
            members.Text("market"), (int)members.Number("round", 1, int.MaxValue),
            members.Text("book_hash"), members.Text("blind"), members.Number("bids", 0),
            members.Text("root"), [.. members.List("rows").Select(row => ReadRow(row, errors))]);
        members.RefuseOthers("next_cursor");
        return proof;
    }

    private static ProvenRow ReadRow(JsonPlace place, FormatErrors errors)
    {
        var members = new JsonMembers(place, errors);
        members.Required("time_in_force");
        var row = new BookRow(
            members.Number("sequence", 1), new Fee(members.Number("max_fee_micros", 0)),
            new CubicFeet(members.Number("want_volume", 1)),
            new CubicFeet(members.Number("need_volume", 0)),
            members.Word("time_in_force", Words.TimesInForce, TimeInForce.Period),
            members.Text("bid_id"), members.Text("seller"), SellerRoom: null);
        var proven = new ProvenRow(
            members.Number("index", 0), row, members.Text("salt"),
            [.. members.List("path").Select(node => node.Text)]);
        members.RefuseOthers();
        return proven;
    }
}
