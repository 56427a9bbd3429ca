using Clearing.Client.Files;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;
using Clearing.Verification.Erasing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Clearing.Client.Journal;

/// <summary>One run of <c>clearing erase</c>.</summary>
/// <param name="Place">The journal.</param>
/// <param name="KeyFile">The journal's key file.</param>
/// <param name="Seller">The seller.</param>
/// <param name="By">Who erases it; null for a dry run.</param>
/// <param name="Reason">Why; null if not given.</param>
/// <param name="IsNoCluster">True if the operator says that no silo uses the database.</param>
internal sealed record EraseRun(
    JournalPlace Place, string KeyFile, string Seller, string? By, string? Reason,
    bool IsNoCluster)
{
    private const int MaxText = 200;

    /// <summary>Shows what an erasure would change, and changes nothing.</summary>
    internal Task<int> DryRun() => With(async (table, ring) =>
    {
        await using var journal = Journals.OpenForReading(Place.Options);
        var plan = await new ErasurePlanning(journal, table, ring, TimeProvider.System)
            .Plan(Seller, verify: false);
        Show(plan);
        Console.Out.WriteLine("nothing was changed");
        return ExitCode.Fine;
    }, reading: true);

    /// <summary>Erases the seller.</summary>
    /// <param name="confirm">Asks before the first change.</param>
    internal Task<int> Run(Action<string> confirm) => With(async (table, ring) =>
    {
        var by = Text("--by", By) ?? throw Refused("name who erases the seller with --by");
        var reason = Text("--reason", Reason);
        var rows = new GrainRows(Place.Options);
        await rows.RequireNoSilo(IsNoCluster);
        await using var journal = Journals.OpenAlone(Place.Options, TimeProvider.System);
        await using var rewriter = Journals.OpenForRewriting(Place.Options);
        var eraser = new SellerEraser(journal, rewriter, table, ring, TimeProvider.System)
        {
            RequireNoServer = () => rows.RequireNoSilo(IsNoCluster),
        };
        var plan = await eraser.Plan(Seller);
        Show(plan);
        confirm(plan.IsBuried
            ? $"Finish erasure {plan.Number} in {Place.Name}."
            : $"Erase {Seller} from {Place.Name}.");
        // A silo may have started since; nothing was changed so far.
        await rows.RequireNoSilo(IsNoCluster);
        // The reason is kept with the erasure itself, sealed, because it may name the seller.
        await KeyTrail.Of(Place.Options, by, reason: null)
            .Add(ActKind.SellerErased, plan.Surrogate);
        await rows.Forget(plan.Streams);
        await rows.ForgetHistories(plan.Rewrites.Select(rewrite => rewrite.Stream));
        await eraser.Run(plan, new Act(by, TimeProvider.System.GetUtcNow(), reason));
        Console.Out.WriteLine(plan.IsBuried
            ? $"erasure {plan.Number} of an earlier run was finished"
            : $"{Seller} is erased; verify with clearing journal, and take a backup of keys now");
        return ExitCode.Fine;
    }, reading: false);

    private void Show(ErasurePlan plan)
    {
        if (plan.HasBegun) { Console.Out.WriteLine($"erasure {plan.Number} had begun"); }
        if (plan.IsBuried)
        {
            Console.Out.WriteLine("its keys are destroyed; only its record is not finished");
            return;
        }
        Console.Out.WriteLine(
            $"{Seller} becomes {plan.Surrogate}; unreadable from then on: {Counted.Of(plan.Streams.Length, "stream")}");
        foreach (var rewrite in plan.Rewrites)
        {
            Console.Out.WriteLine($"{rewrite.Stream} names it {plan.Surrogate}");
        }
    }

    private static string? Text(string option, string? text) => text switch
    {
        null => null,
        { Length: > 0 and <= MaxText } => text,
        _ => throw Refused($"{option} takes 1 to {MaxText} characters"),
    };

    private static CommandException Refused(string why) => new(ExitCode.BadInput, $"clearing: {why}");

    private async Task<int> With(Func<IKeyTable, KeyRing, Task<int>> act, bool reading)
    {
        try
        {
            await KeysRun.RequireKeys(Place);
            await using var table = Journals.OpenKeys(Place.Options, reading);
            var ring = await KeyRing.OpenForReading(
                table, Sealing.KeyFile.Read(KeyFile, SystemSecrets.Instance),
                SystemSecrets.Instance);
            return await act(table, ring);
        }
        catch (ErasureRefusedException refused)
        {
            throw Refused(refused.HasBegun
                ? $"{refused.Message}; the erasure has begun: run it again"
                : $"{refused.Message}; nothing was changed");
        }
        catch (ArgumentException wrong)
        {
            throw Refused(wrong.Message.ReplaceLineEndings(" "));
        }
        catch (JournalUnavailableException failure)
        {
            throw new CommandException(
                ExitCode.Environment,
                $"clearing: {(failure.InnerException ?? failure).Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception failure) when (
            failure is JournalOpenException or SqliteException or NpgsqlException
                or KeyFileException or KeyUnavailableException or EventUnreadableException)
        {
            throw new CommandException(
                ExitCode.Environment, $"clearing: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }
}
