using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Formats.Allocations;

namespace Clearing.Client.Allocation;

/// <summary>
/// One run of <c>clearing allocation plan</c>: computes bases from files of facts.
/// </summary>
/// <param name="Facts">The file of day reports.</param>
/// <param name="Sellers">The file of sellers; null for none.</param>
/// <param name="Rules">The file of rules; null for the defaults.</param>
/// <param name="Period">The period, such as <c>2026-11</c>.</param>
/// <param name="Capacities">The capacities of the period and the two after it.</param>
internal sealed record PlanRun(
    string Facts, string? Sellers, string? Rules, string Period, ImmutableArray<long> Capacities)
{
    private static readonly Dictionary<string, SellerRow> Nobody = [];

    /// <summary>Computes the bases of the period and the estimates of the next two.</summary>
    internal ImmutableArray<PeriodPlan> Run()
    {
        var period = Clearing.Allocation.Calendars.Period.Parse(Period)
            ?? throw new CommandException(
                ExitCode.BadInput,
                $"clearing: --period \"{FormatError.Show(Period)}\": must be a month or a quarter, "
                + "such as 2026-11 or 2026-Q4");
        var config = ReadRules();
        var rows = Sellers is null ? Nobody : ReadSellers(Sellers);
        var terms = new RunTerms(
            period, Capacities,
            rows.Values.ToDictionary(row => row.Seller, row => row.PreviousVolume),
            rows.Values.Where(row => row.OverrideVolume is not null)
                .ToDictionary(row => row.Seller, row => row.OverrideVolume!.Value),
            config);
        return ZoneRun.Of(Snapshots(rows, terms), terms);
    }

    private IEnumerable<RunSnapshot> Snapshots(
        IReadOnlyDictionary<string, SellerRow> rows, RunTerms terms)
    {
        var books = rows.Keys.ToDictionary(seller => seller, _ => new FactBook());
        foreach (var row in ReadFacts().Rows)
        {
            if (!books.TryGetValue(row.Seller, out var book))
            {
                books.Add(row.Seller, book = new FactBook());
            }
            Take(book, row);
        }
        // Older facts count for whoever takes part, but make nobody take part, like those after the
        // cut-off.
        var window = FactWindow.Of(terms.CutOff, terms.Config.FactAgeDays);
        var taking = books.Where(of => rows.ContainsKey(of.Key)
            || of.Value.Days.Any(day => window.Check(day.Day) == FactStatus.Recorded));
        return taking.Select(of => RunSnapshot.Of(
            of.Key, of.Value.Days, UseOfExtra.None, rows.GetValueOrDefault(of.Key)?.Profile,
            terms.CutOff, terms.Config));
    }

    private void Take(FactBook book, FactRow row)
    {
        var (answer, events) = book.Decide(row.Report, FactWindow.Always);
        if (answer != FactStatus.Recorded)
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"{Facts}:{row.Line}: report {row.Report.Id}: {Words.Of(answer)}; nothing was done");
        }
        foreach (var fact in events) { book.Apply(fact); }
    }

    private FactFile ReadFacts()
    {
        using var input = InputFile.Open(Facts);
        return InputFile.Require(FactFile.Read(input, Facts));
    }

    private static IReadOnlyDictionary<string, SellerRow> ReadSellers(string path)
    {
        using var input = InputFile.Open(path);
        return InputFile.Require(SellerFile.Read(input, path)).Rows;
    }

    /// <summary>The numbers of the rules.</summary>
    internal AllocationConfig ReadRules()
    {
        if (Rules is null) { return new AllocationConfig(); }
        var parsed = AllocationRules.ReadFile(InputFile.Bytes(Rules), Rules);
        return InputFile.Require(parsed);
    }
}
