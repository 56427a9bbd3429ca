using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Clearing.Client.Files;
using Clearing.Formats;

namespace Clearing.Client.Remote;

/// <summary>Opens the markets of a file and plans their rounds.</summary>
/// <param name="server">The server.</param>
/// <param name="path">The file: CSV, or JSON as the body of <c>/markets/batch</c>.</param>
internal sealed class MarketsRun(RemoteServer server, string path)
{
    private const int PartMarkets = 200;

    /// <summary>Checks all markets, and opens them if none would be refused.</summary>
    /// <param name="dryRun">True to open nothing.</param>
    /// <returns>Each market's outcome, or the one that it would have if any is refused.</returns>
    internal JsonObject Run(bool dryRun)
    {
        var markets = Markets();
        if (markets.Length == 0)
        {
            throw new CommandException(ExitCode.BadInput, $"{path}: names no market");
        }
        if (markets.GroupBy(one => $"{one["market"]}").FirstOrDefault(same => same.Count() > 1)
            is { } twice)
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"{path}: market {PlainText.OneLine(twice.Key)} must be there only once");
        }
        var checkedAll = Send(markets, dryRun: true);
        return dryRun || (long)checkedAll["refused"]! > 0 ? checkedAll : Send(markets, dryRun: false);
    }

    /// <summary>The refusals of an answer, each with market, round and status.</summary>
    internal static JsonObject Refusals(JsonNode answer)
    {
        var rows = new JsonArray();
        foreach (var market in answer["markets"]!.AsArray())
        {
            if ($"{market!["status"]}" != "OPENED") { Add(market, null, market["status"]!); }
            foreach (var round in market["rounds"]!.AsArray())
            {
                if ($"{round!["status"]}" != "SCHEDULED")
                {
                    Add(market, round["round"], round["status"]!);
                }
            }
        }
        return new JsonObject { ["refused"] = rows };

        void Add(JsonNode market, JsonNode? round, JsonNode status) => rows.Add((JsonNode)new JsonObject
        {
            ["market"] = market["market"]!.DeepClone(),
            ["round"] = round?.DeepClone(),
            ["status"] = status.DeepClone(),
        });
    }

    private JsonObject[] Markets()
    {
        var file = InputFile.Bytes(path);
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return [.. InputFile.Require(MarketFile.Read(new MemoryStream(file), path)).Markets];
        }
        // The platform's nodes fail on a member that is there twice, and only where it is read.
        var errors = new FormatErrors(path);
        if (StrictJson.Read(file, errors) is null) { throw InputFile.Refused(errors); }
        if (JsonNode.Parse(new MemoryStream(file)) is JsonObject { Count: 1 } whole
            && whole["markets"] is JsonArray list && list.All(one => one is JsonObject))
        {
            return [.. list.Select(one => one!.DeepClone().AsObject())];
        }
        throw new CommandException(
            ExitCode.BadInput, $"{path}: must be an object whose one member, markets, lists objects");
    }

    // A refusal names the market and not its place in the part of the file that was sent.
    private static string Named(string field, JsonObject[] part) => Regex.Replace(
        field, @"^markets\[([0-9]+)\]\.?", found =>
            int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) is var at
                && at < part.Length
                ? $"market {PlainText.OneLine($"{part[at]["market"]}")}: "
                : found.Value);

    private JsonObject Send(JsonObject[] markets, bool dryRun)
    {
        var (all, accepted, refused) = (new JsonArray(), 0L, 0L);
        foreach (var part in markets.Chunk(PartMarkets))
        {
            var answer = server.Send(
                HttpMethod.Post, "markets/batch" + (dryRun ? "?dry_run=true" : ""), new JsonObject
                {
                    ["markets"] = new JsonArray([.. part.Select(one => one.DeepClone())]),
                },
                field => Named(field, part));
            foreach (var one in answer["markets"]!.AsArray()) { all.Add(one!.DeepClone()); }
            accepted += (long)answer["accepted"]!;
            refused += (long)answer["refused"]!;
        }
        return new JsonObject
        {
            ["dry_run"] = dryRun,
            ["markets"] = all,
            ["accepted"] = accepted,
            ["refused"] = refused,
        };
    }
}
