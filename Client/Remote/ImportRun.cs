using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Formats;

namespace Clearing.Client.Remote;

/// <summary>
/// Sends the bids or day reports of a file of any size in parts, each with the header line.
/// </summary>
/// <remarks>
/// The whole file is read before any of it is sent, and all parts are checked before any is
/// placed. A file with a broken row therefore places nothing, and its errors do not depend on the
/// parts. A part without an answer can be sent again, and so can the whole file, because its bids
/// count once.
/// </remarks>
/// <param name="server">The server.</param>
/// <param name="path">The file, as the user named it.</param>
/// <param name="dryRun">True to place nothing.</param>
internal sealed class ImportRun(RemoteServer server, string path, bool dryRun)
{
    // As much as a server takes in one call by default, less a line: what one call decides does not
    // depend on how a file is cut.
    private const int PartBytes = 15 * 1024 * 1024;

    // What a part may be longer, so that it holds all rows of its only seller.
    private const int RoomBytes = 900 * 1024;

    /// <summary>The most bytes of a part; tests cut smaller ones.</summary>
    internal int MaxPartBytes { get; init; } = PartBytes;

    /// <summary>Checks the file, and places its bids unless this is a dry run.</summary>
    /// <param name="place">The seller's imports of the market.</param>
    /// <param name="seller">The seller.</param>
    /// <param name="terms">The market's terms, which the rows must keep.</param>
    /// <returns>Sums over the parts, with the refused rows by their line in the file.</returns>
    internal JsonObject Run(string place, string seller, JsonNode terms)
    {
        var file = InputFile.Bytes(path);
        InputFile.Require(BidFile.Read(new MemoryStream(file), path, Expected(seller, terms)));
        return Run(place, file, "accepted");
    }

    /// <summary>Checks a file of day reports, and sends it unless this is a dry run.</summary>
    /// <param name="place">The imports of the zone.</param>
    /// <returns>Sums over the parts, with the refused rows by their line in the file.</returns>
    internal JsonObject RunFacts(string place)
    {
        var file = InputFile.Bytes(path);
        var facts = InputFile.Require(FactFile.Read(new MemoryStream(file), path));
        if (file.Length <= MaxPartBytes) { return Run(place, file, "recorded"); }
        var bySeller = new FactsBySeller(file, facts);
        var done = Run(
            place, bySeller.Bytes, "recorded",
            (start, end) => bySeller.EndIn(start, end, end + RoomBytes));
        var refused = done["refused"]!.AsArray().Select(row => row!.DeepClone()).ToList();
        foreach (var row in refused) { row["line"] = bySeller.LineOf((int)row["line"]!); }
        done["refused"] = new JsonArray([.. refused.OrderBy(row => (int)row["line"]!)]);
        return done;
    }

    /// <summary>Checks a file of profiles, and sends it unless this is a dry run.</summary>
    /// <param name="place">The imports of the zone's profiles.</param>
    /// <returns>Sums over the parts, with the refused rows by their line in the file.</returns>
    internal JsonObject RunProfiles(string place)
    {
        var file = InputFile.Bytes(path);
        InputFile.Require(ProfileFile.Read(new MemoryStream(file), path));
        return Run(place, file, "recorded");
    }

    /// <summary>Checks a file of projections, and sends it unless this is a dry run.</summary>
    /// <param name="place">The imports of the zone's projections.</param>
    /// <returns>Sums over the parts, with the refused rows by their line in the file.</returns>
    internal JsonObject RunForecasts(string place)
    {
        var file = InputFile.Bytes(path);
        // A part is decided without the others, so an id of two of them must mean the same.
        InputFile.Require(ForecastFile.Read(new MemoryStream(file), path, idsOnce: true));
        return Run(place, file, "recorded");
    }

    // A part that begins at one place ends where it may end near another; null for the end of a line.
    private JsonObject Run(
        string place, byte[] file, string counted, Func<int, int, int?>? endIn = null)
    {
        var parts = Parts(file, endIn);
        using var progress = new Progress();
        if (parts.Count == 1) { return Sum(counted, [(Send(place, file, parts[0], dryRun), 0)]); }
        var answers = new List<(JsonNode, int)>();
        foreach (var check in dryRun ? new[] { true } : [true, false])
        {
            answers.Clear();
            var done = 0L;
            // What the parts before would add: what one part decides may depend on it.
            var others = "";
            foreach (var part in parts)
            {
                answers.Add((Send(place, file, part, check, others), part.LinesBefore));
                if (check) { others = Others(answers.Select(answer => answer.Item1)); }
                done += part.Bytes.End.Value - part.Bytes.Start.Value;
                progress.Say(
                    $"{(check ? "checked" : "sent")} {done * 100 / file.Length} % of the file");
            }
        }
        return Sum(counted, answers);
    }

    private static BidFileTerms Expected(string seller, JsonNode terms)
    {
        var market = terms["market"]!.ToString();
        return new(
            (long)terms["lot"]!, (long)terms["tick_micros"]!, Seller: seller,
            Region: market[..market.LastIndexOf('/')], Round: (int?)terms["next_round"] ?? 0);
    }

    private static string Others(IEnumerable<JsonNode> answers)
    {
        var (bids, refusals) = (0L, 0L);
        foreach (var answer in answers.Where(answer => answer["accepted"] is not null))
        {
            bids += (long)answer["accepted"]! - ((long?)answer["repeated"] ?? 0);
            refusals += answer["refused"]!.AsArray().Count(row =>
                $"{row!["status"]}" == "ABOVE_SELLER_CAP" && !(bool)row["repeated"]!);
        }
        return (bids, refusals) == (0, 0)
            ? ""
            : $"&others_accepted={bids}&others_refused={refusals}";
    }

    private JsonNode Send(string place, byte[] file, Part part, bool check, string others = "")
    {
        var header = part.LinesBefore == 0 ? [] : file.AsSpan(0, FirstLine(file));
        using var csv = new ByteArrayContent([.. header, .. file.AsSpan(part.Bytes)]);
        csv.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var mark = place.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return server.Send(
            HttpMethod.Post, place + (check ? $"{mark}dry_run=true{others}" : ""), csv,
            Math.Max(0, part.LinesBefore - 1));
    }

    private JsonObject Sum(
        string counted, List<(JsonNode Answer, int LinesBefore)> answers)
    {
        var refused = new JsonArray();
        foreach (var (answer, before) in answers)
        {
            foreach (var row in answer["refused"]!.AsArray())
            {
                var copy = row!.DeepClone();
                copy["line"] = (int)row["line"]! + Math.Max(0, before - 1);
                refused.Add(copy);
            }
        }
        return new JsonObject
        {
            ["dry_run"] = dryRun,
            ["rows"] = answers.Sum(part => (long)part.Answer["rows"]!),
            [counted] = answers.Sum(part => (long)part.Answer[counted]!),
            ["refused"] = refused,
        };
    }

    // No value of a bid holds a line end, so a line end always ends a row.
    private List<Part> Parts(byte[] file, Func<int, int, int?>? endIn)
    {
        var parts = new List<Part>();
        var (start, lines) = (0, 0);
        do
        {
            var end = Math.Min(start + MaxPartBytes, file.Length);
            var next = end == file.Length ? end
                : endIn?.Invoke(start, end) ?? Array.IndexOf(file, (byte)'\n', end) + 1;
            if (next == 0) { next = file.Length; }
            parts.Add(new(start..next, lines));
            lines += file.AsSpan(start..next).Count((byte)'\n');
            start = next;
        }
        while (start < file.Length);
        return parts;
    }

    private static int FirstLine(byte[] file) => Array.IndexOf(file, (byte)'\n') + 1;

    private readonly record struct Part(Range Bytes, int LinesBefore);
}
