using System.Collections.Immutable;
using System.CommandLine;
using Clearing.Allocation.Runs;
using Clearing.Client.Allocation;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Formats.Allocations;

namespace Clearing.Client.Commands;

/// <summary><c>clearing allocation plan</c>: computes bases from files, offline.</summary>
internal static class PlanCommand
{
    private const string Summary =
        "Compute bases from files of facts, and explain them; needs no server.";

    private const string Details =
        """
        FACTS is CSV as for import. --sellers is CSV: seller, and any of account_started, plan
        (PROFESSIONAL or INDIVIDUAL), previous_volume and override_volume. Facts after the period's
        cut-off do not count. Extra space, events and an operator's own projections are not in these
        files: every seller is planned without them. --why explains one seller's base on a page.

        Examples:
          clearing allocation plan days.csv --period 2026-11 --capacity 40000
          clearing allocation plan days.csv --period 2026-11 --capacity 40000 --why acme
        """;

    internal static Command Create()
    {
        var facts = Options.File("FACTS", "Day reports, CSV; - for standard input.");
        var period = new Option<string>("--period")
        {
            Description = "The period, such as 2026-11 or 2026-Q4.",
            HelpName = "PERIOD",
            Required = true,
        };
        var capacity = Options.Number("--capacity", "The zone's cubic feet.", 0, null, MaxVolume);
        var second = Options.NumberIfAny(
            "--second-capacity", "The cubic feet of the next period.", 0);
        var third = Options.NumberIfAny(
            "--third-capacity", "The cubic feet of the period after that.", 0);
        var sellers = Options.Text(
            "--sellers", "Profiles, previous bases, overrides: CSV.", "FILE");
        var rules = Options.Text("--rules", "The numbers of the rules, JSON.", "FILE");
        var why = Options.Text("--why", "Explain this seller's base.", "SELLER");
        var json = Options.Flag("--json", "The bases as JSON.");
        var command = new DocumentedCommand("plan", Summary, Details)
        {
            facts, period, capacity, second, third, sellers, rules, why, json,
        };
        command.SetAction(parsed =>
        {
            var first = parsed.GetValue(capacity);
            var next = parsed.GetValue(second) ?? first;
            var run = new PlanRun(
                parsed.GetRequiredValue(facts), parsed.GetValue(sellers), parsed.GetValue(rules),
                parsed.GetRequiredValue(period), [first, next, parsed.GetValue(third) ?? next]);
            Show(run, parsed.GetValue(why), parsed.GetValue(json));
            return ExitCode.Fine;
        });
        return command;
    }

    private const long MaxVolume = Clearing.Allocation.Facts.DayFigures.MaxVolume;

    private static void Show(PlanRun run, string? why, bool json)
    {
        var plans = run.Run();
        if (json)
        {
            OutputFile.Write(null, output => PlanWriter.Write(output, plans));
        }
        else if (why is null)
        {
            PlanTables.Show(plans);
        }
        else
        {
            new ExplanationPage(SellerIn(plans, why), plans[0], run.ReadRules()).Show();
        }
    }

    private static SellerPlan SellerIn(ImmutableArray<PeriodPlan> plans, string seller) =>
        plans[0].Sellers.FirstOrDefault(of => of.Snapshot.Seller == seller)
        ?? throw new CommandException(
            ExitCode.BadInput,
            $"clearing: the seller {FormatError.Show(seller)} takes no part: no row of --sellers names it, and"
            + " it has no fact that is young enough at the cut-off");
}
