using System.CommandLine;
using Clearing.Client.Clear;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Client.Commands;

/// <summary><c>clearing clear</c>: one round of a CSV file, offline.</summary>
internal static class ClearCommand
{
    private const string Summary =
        "Clear one round of bids from a CSV file; write awards and reasons as CSV.";

    private const string Details =
        """
        The output has the columns
        bid_id,seller,max_fee_micros,max_volume,granted_volume,round_fee_micros,status,reason
        The output keeps the order of the input. The status is FULL, PARTIAL or NONE; NONE has a reason.

        The file has a header with the columns bid_id, seller, max_fee_micros and max_volume, in any
        order; min_volume, region, round, submitted_at and time_in_force may be there too. Commas,
        semicolons or tabs separate them. The first row has the best time priority; submitted_at and
        time_in_force have no effect on one round. Any error in the file is reported and nothing is
        cleared. A file with bids of several regions or rounds needs --region and --round, or --blend.
        A summary goes to the standard error as a table.

        Examples:
          clearing clear bids.csv --capacity 100000 --out awards.csv
          clearing clear bids.csv --capacity 100000 --reserve 1000000 --tie PRO_RATA --json
          clearing clear book.csv --region R01/standard --round 2 --capacity 11955
        """;

    internal static Command Create()
    {
        var file = Options.File("BIDS.csv", "The bids; - for standard input.");
        var capacity = Options.Number("--capacity", "Cubic feet to grant.", 0, otherwise: null);
        var reserve = Options.Number(
            "--reserve", "Reserve fee, micros per cubic foot.", 0, 0, unit: "micros");
        var lot = Options.Number("--lot", "Volumes are multiples of this.", 1, otherwise: 1);
        var tick = Options.Number(
            "--tick", "Fees are multiples of this, micros.", 1, otherwise: 1, unit: "micros");
        var tie = Options.Word("--tie", "Splits the marginal fee:", Words.TieRules);
        var pricing = Options.Word("--pricing", "Sets the round's fee:", Words.PricingRules);
        var seed = Options.Text("--seed", "Seed of the lottery; SEEDED_LOTTERY needs one.", "TEXT");
        var region = Options.Text("--region", "Only the bids of this region.", "REGION");
        var round = Options.Number(
            "--round", "Only the bids of this round; 0 for all.", 0, 0, int.MaxValue);
        var blend = Options.Flag(
            "--blend", "Clear bids of several regions or rounds as one book.");
        var output = Options.Out("Write the awards here instead of to the standard output.");
        var summary = Options.Flag("--summary", "Print only the summary, to the standard output.");
        var json = Options.Flag("--json", "As --summary, but as JSON.");
        var command = new DocumentedCommand("clear", Summary, Details)
        {
            file, capacity, reserve, tie, pricing, lot, tick, seed, region, round, blend,
            output, summary, json,
        };
        command.SetAction(parsed => new ClearRun
        {
            File = parsed.GetRequiredValue(file),
            FileTerms = new BidFileTerms(parsed.GetValue(lot), parsed.GetValue(tick)),
            Terms = new ClearingTerms(
                parsed.GetValue(capacity), parsed.GetValue(reserve), parsed.GetValue(lot),
                parsed.GetValue(tie), parsed.GetValue(pricing)),
            Seed = parsed.GetValue(seed) ?? "",
            Region = parsed.GetValue(region),
            Round = (int)parsed.GetValue(round),
            Blend = parsed.GetValue(blend),
            Out = parsed.GetValue(output),
            Summary = parsed.GetValue(summary),
            Json = parsed.GetValue(json),
        }.Run());
        return command;
    }
}
