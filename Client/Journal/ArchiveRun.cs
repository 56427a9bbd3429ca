using Clearing.Client.Files;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Sealing;
using Clearing.Verification;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Clearing.Client.Journal;

/// <summary>One run of <c>clearing archive</c>.</summary>
/// <param name="Place">Where the journal is.</param>
/// <param name="KeyFile">Its key file; null to copy what is sealed without opening it.</param>
/// <param name="Market">The settled market.</param>
/// <param name="To">The archive, which must not exist.</param>
/// <param name="Clear">True to put the market's keys into the archive unencrypted.</param>
internal sealed record ArchiveRun(
    JournalPlace Place, string? KeyFile, string Market, string To, bool Clear)
{
    private const string Settled = "market_settled";

    /// <summary>Verifies the market, copies it, and verifies the copy; the exit code.</summary>
    internal async Task<int> Run()
    {
        try
        {
            await using var journal = Journals.OpenForReading(Place.Options);
            await using var table = Journals.OpenKeys(Place.Options, reading: true);
            var stream = await Find(journal);
            await Verify(Place.Options, stream, Place.Name);
            await SqliteArchive.Write(
                To, journal, await WithErasures(journal, stream), await KeysOf(table));
            await VerifyCopy(stream);
            Console.Out.WriteLine($"{To}: {Market}, {Counted.Of(stream.Version, "event")}, verified");
            return ExitCode.Fine;
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(
                ExitCode.BadInput, $"clearing: {wrong.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception failure) when (
            failure is JournalOpenException or SqliteException or NpgsqlException
                or KeyFileException or KeyUnavailableException or IOException
                or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Environment, $"clearing: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    // A settled market takes no more bids; what is told to its sellers afterwards comes along.
    private async Task<StreamInfo> Find(IReadOnlyJournal journal)
    {
        var name = Streams.OfMarket(Market);
        var found = await journal.Streams(name)
            .FirstOrDefaultAsync(stream => stream.Name == name);
        if (found.Name is null)
        {
            throw Refused($"{Place.Name} has no market {Market}");
        }
        return await journal.Read(name, 0).AnyAsync(stored => stored.Type == Settled)
            ? found
            : throw Refused($"{Market} is not settled in {Place.Name}; only then is it archived");
    }

    // By the record of erasures a market verifies in which a seller was erased.
    private static async Task<IReadOnlyList<StreamInfo>> WithErasures(
        IReadOnlyJournal journal, StreamInfo stream)
    {
        var record = await journal.Streams(Streams.Erased)
            .FirstOrDefaultAsync(one => one.Name == Streams.Erased);
        return record.Name is null ? [stream] : [record, stream];
    }

    // The record of erasures keeps its key as it is wrapped: it is about other markets, too.
    private async Task<IReadOnlyList<StoredKey>> KeysOf(IKeyTable table)
    {
        var keys = await table.Find([Streams.OfMarket(Market)]);
        var ofErasures = await table.Find([Streams.Erased]);
        if (!Clear) { return [.. keys, .. ofErasures]; }
        var ring = await Ring(table) ?? throw Refused("--clear-keys needs the --key-file");
        return [.. await ring.InClear(keys), .. ofErasures];
    }

    private async Task Verify(JournalOptions options, StreamInfo stream, string name)
    {
        await using var journal = Journals.OpenForReading(options);
        await using var table = Journals.OpenKeys(options, reading: true);
        var findings = await new JournalCheck(journal, keys: new(table, await Ring(table)))
            .Run(stream.Name);
        if (findings.ViolationCount == 0 && findings.Streams is [{ } read] && read.Version >= stream.Version)
        {
            return;
        }
        throw new CommandException(
            ExitCode.Differences,
            $"clearing: {Market} does not verify in {name}, so it is not archived: "
            + $"{findings.Violations.FirstOrDefault()}");
    }

    // A copy that does not verify is no archive; what it was copied from is untouched.
    private async Task VerifyCopy(StreamInfo stream)
    {
        try
        {
            await Verify(new() { Path = To }, stream, To);
        }
        catch
        {
            File.Delete(To);
            throw;
        }
    }

    private async Task<KeyRing?> Ring(IKeyTable table) => KeyFile is null
        ? null
        : await KeyRing.OpenForReading(
            table, Sealing.KeyFile.Read(KeyFile, SystemSecrets.Instance), SystemSecrets.Instance);

    private static CommandException Refused(string why) => new(ExitCode.BadInput, $"clearing: {why}");
}
