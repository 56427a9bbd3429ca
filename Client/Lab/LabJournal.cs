using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Client.Journal;
using Clearing.Formats;
using Clearing.Grains.Events;
using Clearing.Instruments.Journals;
using Clearing.Journal;
using Clearing.Sealing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Clearing.Client.Lab;

/// <summary>The journal that the lab's instruments read; they never write it.</summary>
internal sealed class LabJournal
{
    private readonly JournalArguments _journal = new("DB");

    private readonly Option<string?> _keys = Options.Text(
        "--key-file", "The key file of a sealed journal.", "FILE");

    private readonly Option<string?> _market = Options.Text(
        "--market", "Only this market, region/storageType/period.", "MARKET");

    /// <summary>Adds the argument and the options to a command.</summary>
    internal void AddTo(Command command)
    {
        _journal.AddTo(command);
        command.Add(_keys);
        command.Add(_market);
    }

    /// <summary>
    /// Ends the command before its work if an output would overwrite the journal, its key file or
    /// another output, or cannot be written.
    /// </summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="outputs">The outputs with their options; null for one that is not wanted.</param>
    internal void Protect(ParseResult parsed, params (string Option, string? Path)[] outputs)
    {
        IReadOnlyList<string> files = _journal.Place(parsed).Files;
        OutputFile.Check(
            parsed.GetValue(_keys) is { } keys ? [.. files, keys] : files, outputs);
    }

    /// <summary>All markets of the journal in which a round was cleared.</summary>
    internal IReadOnlyList<MarketHistory> Read(ParseResult parsed)
    {
        var place = _journal.Place(parsed);
        var only = parsed.GetValue(_market);
        try
        {
            var found = Histories(place, parsed.GetValue(_keys), only).GetAwaiter().GetResult();
            if (found.Count > 0) { return found; }
            throw new CommandException(
                ExitCode.BadInput,
                only is null
                    ? $"clearing: {place.Name} has no market with a cleared round"
                    : $"clearing: --market {only}: {place.Name} has no such market with a"
                        + " cleared round");
        }
        catch (EventUnreadableException unreadable)
        {
            throw new CommandException(
                ExitCode.Environment,
                $"clearing: {place.Name}: {PlainText.OneLine(unreadable.Message)}");
        }
        catch (KeyUnavailableException closed)
        {
            throw new CommandException(
                ExitCode.Environment,
                $"clearing: {place.Name}: {PlainText.OneLine(closed.Message)} (see --key-file)");
        }
        catch (Exception failure) when (
            failure is JournalOpenException or SqliteException or NpgsqlException
                or KeyFileException or InvalidDataException)
        {
            throw new CommandException(
                ExitCode.Environment, $"clearing: {PlainText.OneLine(failure.Message)}");
        }
    }

    private static async Task<List<MarketHistory>> Histories(
        JournalPlace place, string? keyFile, string? only)
    {
        await using var journal = Journals.OpenForReading(place.Options);
        await using var table = Journals.OpenKeys(place.Options, reading: true);
        var ring = keyFile is null ? null : await KeyRing.OpenForReading(
            table, KeyFile.Read(keyFile, SystemSecrets.Instance), SystemSecrets.Instance);
        var reading = new HistoryReading(journal, ring);
        var events = new SortedDictionary<string, List<MarketEvent>>(StringComparer.Ordinal);
        var sales = new ReportedSales();
        await foreach (var stream in journal.Streams(""))
        {
            if (stream.Name.StartsWith(Streams.MarketPrefix, StringComparison.Ordinal))
            {
                var market = stream.Name[Streams.MarketPrefix.Length..];
                if (only is not null && market != only) { continue; }
                events[market] = await reading.All(Codecs.Market, stream);
            }
            else if (stream.Name.StartsWith(Streams.SellerPrefix, StringComparison.Ordinal))
            {
                var seller = stream.Name[Streams.SellerPrefix.Length..];
                sales.Add(seller, await reading.Readable(Codecs.Seller, stream));
            }
        }
        return
        [
            .. events.Select(market => sales.HistoryOf(market.Key, market.Value))
                .Where(history => history.HasRounds),
        ];
    }
}
