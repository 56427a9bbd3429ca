using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Formats;

namespace Clearing.Client.Remote;

/// <summary>Sends the amendments and cancellations of a file, in its order.</summary>
/// <param name="server">The server.</param>
/// <param name="path">The file, as the user named it.</param>
internal sealed class ChangesRun(RemoteServer server, string path)
{
    private const int PartRows = 1_000;

    /// <summary>Sends the changes, or asks what would become of each of them.</summary>
    /// <param name="place">The seller's path, to which a call's name is added.</param>
    /// <param name="dryRun">True to change nothing.</param>
    /// <returns>How many were made, and the refused rows by their line in the file.</returns>
    internal JsonObject Run(string place, bool dryRun)
    {
        var file = InputFile.Require(
            SellerChangeFile.Read(new MemoryStream(InputFile.Bytes(path)), path));
        var refused = new JsonArray();
        var accepted = 0L;
        foreach (var part in Parts(file.Rows))
        {
            var answer = Send(place, part, dryRun);
            accepted += (long)answer["accepted"]!;
            foreach (var (row, outcome) in part.Zip(answer["changes"]!.AsArray()))
            {
                if ($"{outcome!["status"]}" is "AMENDED" or "CANCELLED") { continue; }
                refused.Add((JsonNode)Refused(row, outcome));
            }
        }
        return new JsonObject
        {
            ["dry_run"] = dryRun,
            ["rows"] = (long)file.Rows.Length,
            ["accepted"] = accepted,
            ["refused"] = refused,
        };
    }

    // A call makes changes of one kind, and the calls keep the order of the file.
    private static IEnumerable<SellerChange[]> Parts(ImmutableArray<SellerChange> rows)
    {
        var part = new List<SellerChange>();
        foreach (var row in rows)
        {
            if (part.Count == PartRows
                || (part.Count > 0 && part[0].IsCancellation != row.IsCancellation))
            {
                yield return [.. part];
                part.Clear();
            }
            part.Add(row);
        }
        if (part.Count > 0) { yield return [.. part]; }
    }

    private JsonNode Send(string place, SellerChange[] part, bool dryRun)
    {
        var kind = part[0].IsCancellation ? "cancellations" : "amendments";
        return server.Send(
            HttpMethod.Post, $"{place}{kind}/batch" + (dryRun ? "?dry_run=true" : ""), new JsonObject
            {
                [kind] = new JsonArray([.. part.Select(
                    row => row.IsCancellation ? Cancellation(row) : Amendment(row))]),
            });
    }

    private static JsonObject Cancellation(SellerChange row) => new()
    {
        ["market"] = row.Market,
        ["cancellation_id"] = row.Id,
        ["bid_id"] = row.BidId,
    };

    private static JsonObject Amendment(SellerChange row) => new()
    {
        ["market"] = row.Market,
        ["amendment_id"] = row.Id,
        ["bid_id"] = row.BidId,
        ["max_fee_micros"] = row.MaxFeeMicros,
        ["max_volume"] = row.MaxVolume,
        ["min_volume"] = row.MinVolume,
        ["time_in_force"] = row.TimeInForce,
    };

    private static JsonObject Refused(SellerChange row, JsonNode outcome) => new()
    {
        ["line"] = row.Line,
        ["column"] = ColumnOf($"{outcome["status"]}"),
        ["market"] = row.Market,
        ["bid_id"] = row.BidId,
        ["id"] = row.Id,
        ["status"] = outcome["status"]!.DeepClone(),
        ["limit"] = outcome["limit"]?.DeepClone(),
    };

    private static string ColumnOf(string status) => status switch
    {
        "ID_REUSED" or "ID_MALFORMED" or "REFUSALS_FULL" or "COMMANDS_FULL" => "id",
        "MARKET_UNKNOWN" => "market",
        "ABOVE_SELLER_CAP" => "max_volume",
        _ when status.StartsWith("FEE_", StringComparison.Ordinal) => "max_fee_micros",
        _ when status.StartsWith("MIN_VOLUME_", StringComparison.Ordinal) => "min_volume",
        _ when status.StartsWith("VOLUME_", StringComparison.Ordinal) => "max_volume",
        _ when status.StartsWith("TIME_", StringComparison.Ordinal) => "time_in_force",
        _ => "bid_id",
    };
}
