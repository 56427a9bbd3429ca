using System.CommandLine;
using System.Text;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary>The commands that import many markets, and export one for finance.</summary>
internal static class MarketsCommand
{
    private const string Importing =
        """


        A CSV file has the column market and any of currency, minor_exponent, lot, tick_micros,
        tie_rule, lottery_seed, pricing_rule, repricing_min_volume, repricing_support_ppm,
        credits_from, sales_review_minor, credit_rate_ppm, credit_cap_ppm, highest_max_fee_micros,
        smallest_max_volume, cap_share_of_base_ppm, contest_window_seconds,
        four_eyes_settlement_minor, four_eyes_cut_volume and four_eyes_correction_minor. Rounds are
        planned with the columns round, closes_at, capacity_delta, reserve_fee_micros, repeat_count
        and repeat_every_seconds; a market with several rounds has a row for each. A file that ends
        in .json is the body of POST /v1/markets/batch. All markets are checked before any is opened:
        if one would be refused, none is opened and the exit code is 1. The same file again changes
        nothing.
        """;

    /// <summary>Opens the markets of a file.</summary>
    internal static Command Import()
    {
        var file = Options.File("FILE", "Markets and rounds, CSV or JSON.");
        var dryRun = Options.Flag("--dry-run", "Check everything and open nothing.");
        return new RemoteOptions(acts: true).On(
            new DocumentedCommand(
                "import", "Open many markets and plan their rounds, from a file.",
                RemoteOptions.Help + Importing)
            {
                file, dryRun,
            },
            (server, parsed, json) =>
            {
                var dry = parsed.GetValue(dryRun);
                var done = new MarketsRun(server, parsed.GetRequiredValue(file)).Run(dry);
                var refused = (long)done["refused"]!;
                RemoteTable.Say(
                    done, json, Line((bool)done["dry_run"]!, (long)done["accepted"]!, refused));
                if (refused == 0) { return ExitCode.Fine; }
                if (!json)
                {
                    RemoteTable.ShowRefused(
                        MarketsRun.Refusals(done), "market", "round", "status");
                }
                return ExitCode.Differences;
            });
    }

    /// <summary>Lists the sellers that hold awards or were billed for use above their limit.</summary>
    internal static Command Sellers() => new RemoteOptions().On(
        new DocumentedCommand("sellers", "The sellers that hold awards or were billed.", RemoteOptions.Help)
        {
            Places.Market,
        },
        (server, parsed, json) => RemoteTable.Show(
            server.AllPages(Places.OfMarket(parsed, "sellers"), "sellers"), "sellers", json, "seller",
            "awards", "granted_volume"));

    /// <summary>Saves the statements of all sellers as CSV.</summary>
    internal static Command Statements()
    {
        var output = Options.Out("Write them here; the standard output without it.");
        return new RemoteOptions().On(
            new DocumentedCommand(
                "statements", "The statements of all sellers that hold awards or were billed, as CSV.",
                RemoteOptions.Help)
            {
                Places.Market, output,
            },
            (server, parsed, _) => Save(
                server.Text(Places.OfMarket(parsed, "statements.csv")), parsed.GetValue(output)));
    }

    /// <summary>Shows debits and credits by account.</summary>
    internal static Command TrialBalance() => new RemoteOptions().On(
        new DocumentedCommand(
            "trial-balance", "Debits and credits by account over all sellers' ledgers.",
            RemoteOptions.Help)
        {
            Places.Market,
        },
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, Places.OfMarket(parsed, "trial-balance")), "accounts", json,
            "account", "debits_minor", "credits_minor", "balance_minor"));

    /// <summary>Writes an export to a file, or to the standard output.</summary>
    internal static void Save(string export, string? file)
    {
        if (file is null) { Console.Out.Write(export); }
        else { OutputFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(export))); }
    }

    private static string Line(bool dryRun, long accepted, long refused) =>
        dryRun
            ? $"{Counted.Of(accepted + refused, "market")}: {accepted} would be open with all their "
                + $"rounds, {refused} refused; nothing was opened"
            : refused > 0
            ? $"{Counted.Of(accepted + refused, "market")}: {accepted} are open with all their "
                + $"rounds; {refused} were refused, or some of their rounds were"
            : $"{Counted.Of(accepted, "market")}: all are open with all their rounds";
}
