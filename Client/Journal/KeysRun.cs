using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Clearing.Client.Journal;

/// <summary>One run of <c>clearing keys</c>.</summary>
/// <param name="Place">The journal.</param>
/// <param name="File">The journal's key file.</param>
/// <param name="Trail">Keeps the record.</param>
internal sealed record KeysRun(JournalPlace Place, string File, KeyTrail Trail)
{
    private const string Settled = "market_settled";

    /// <summary>Adds a key to a key file.</summary>
    internal static int New(string file, string id)
    {
        if (!KeyFile.AllowsId(id))
        {
            throw Refused(id, $"must be 1 to 60 letters, digits and . _ -, and not {StoredKey.Clear}");
        }
        try
        {
            if (KeyFile.Has(file, id, SystemSecrets.Instance))
            {
                throw Refused(id, $"must be new, and {file} has a key of that id");
            }
            KeyFile.Add(file, id, SystemSecrets.Instance);
        }
        catch (KeyFileException wrong)
        {
            throw new CommandException(ExitCode.Environment, $"clearing: {wrong.Message}");
        }
        Console.Out.WriteLine(
            $"{file}: key {id} was added and wraps keys from now on. Keep a copy of the file.");
        return ExitCode.Fine;
    }

    private static CommandException Refused(string id, string rule) =>
        new(ExitCode.BadInput, $"clearing: ID \"{FormatError.Show(id)}\": {rule}");

    /// <summary>Wraps every data key with the newest key of the file.</summary>
    internal Task<int> Rewrap() => With(async keys =>
    {
        await Trail.Add(ActKind.KeysRewrapped, null);
        var (wrapped, left) = await keys.Rewrap();
        Console.Out.WriteLine(
            $"wrapped again: {Counted.Of(wrapped, "key")}; left to the next run: {left}");
        return left == 0 ? ExitCode.Fine : ExitCode.Differences;
    });

    /// <summary>Creates a newer key of a scope.</summary>
    internal Task<int> Renew(string scope) => With(async keys =>
    {
        await RequireKey(scope);
        await Trail.Add(ActKind.KeyRenewed, scope);
        var number = await keys.Renew(scope) ?? throw NoKey(scope);
        Console.Out.WriteLine(
            $"{scope} has key {number}; active grains use it from their next activation");
        return ExitCode.Fine;
    });

    /// <summary>Stores a settled market's keys unencrypted.</summary>
    internal Task<int> Reveal(string market) => With(async keys =>
    {
        var scope = Streams.OfMarket(market);
        if (!await IsSettled(scope))
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"clearing: {market} is not settled in {Place.Name}; it stays sealed");
        }
        await RequireKey(scope);
        await Trail.Add(ActKind.KeysRevealed, market);
        var clear = await keys.Reveal(scope);
        if (clear == 0) { throw NoKey(scope); }
        Console.Out.WriteLine($"{market}: unencrypted for good: {Counted.Of(clear, "key")}");
        return ExitCode.Fine;
    });

    private async Task RequireKey(string scope)
    {
        await using var table = Journals.OpenKeys(Place.Options, reading: true);
        if ((await table.Find([scope])).Count == 0) { throw NoKey(scope); }
    }

    private CommandException NoKey(string scope) =>
        new(ExitCode.BadInput, $"clearing: {Place.Name} has no key of {scope}");

    // Every event is opened: the type of a row alone proves nothing to whom the key must not be shown.
    private async Task<bool> IsSettled(string stream)
    {
        try
        {
            await using var journal = await Journals.OpenForReading(
                Place.Options, KeyFile.Read(File, SystemSecrets.Instance));
            return await journal.Read(stream, 0).CountAsync(stored => stored.Type == Settled) > 0;
        }
        catch (EventUnreadableException wrong)
        {
            throw new CommandException(
                ExitCode.Differences,
                $"clearing: the market does not verify in {Place.Name}, so it stays sealed: "
                + wrong.Message.ReplaceLineEndings(" "));
        }
    }

    /// <summary>Refuses a journal that is not sealed.</summary>
    /// <remarks>
    /// Only a server upgrades the tables of an older version and creates the first keys.
    /// </remarks>
    internal static async Task RequireKeys(JournalPlace place)
    {
        await using var there = Journals.OpenKeys(place.Options, reading: true);
        if (!await there.All().AnyAsync())
        {
            throw new CommandException(
                ExitCode.BadInput, $"clearing: {place.Name} is not sealed: it has no keys");
        }
    }

    private async Task<int> With(Func<KeyUpkeep, Task<int>> act)
    {
        try
        {
            await RequireKeys(Place);
            await using var table = Journals.OpenKeys(Place.Options);
            var ring = await KeyRing.OpenForReading(
                table, KeyFile.Read(File, SystemSecrets.Instance), SystemSecrets.Instance);
            return await act(new KeyUpkeep(table, ring));
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(
                ExitCode.BadInput, $"clearing: {wrong.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception failure) when (
            failure is JournalOpenException or SqliteException or NpgsqlException
                or KeyFileException or KeyUnavailableException)
        {
            throw new CommandException(
                ExitCode.Environment, $"clearing: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }
}
