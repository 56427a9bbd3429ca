using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;

namespace Clearing.Processes.Crash;

/// <summary>A journal's commands: accepted ones, and ids used up by a refusal.</summary>
internal sealed class JournalFacts
{
    private readonly Dictionary<string, List<Fact>> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Market, string Seller), long> _numbers = [];
    private readonly List<string> _untold = [];

    /// <summary>All facts, by key.</summary>
    public IReadOnlyDictionary<string, List<Fact>> ByKey => _facts;

    /// <summary>The markets with undelivered notices.</summary>
    public IReadOnlyList<string> Untold => _untold;

    /// <summary>Reads a journal that no server is writing.</summary>
    public static async Task<JournalFacts> Read(string database)
    {
        var keys = ServerProcess.KeyFileOf(database);
        await using var journal = await Journals.OpenForReading(
            new JournalOptions { Path = database },
            File.Exists(keys) ? KeyFile.Read(keys, SystemSecrets.Instance) : null);
        var facts = new JournalFacts();
        await foreach (var stream in journal.Streams(Streams.MarketPrefix))
        {
            await facts.ReadMarket(journal, stream.Name);
        }
        await foreach (var stream in journal.Streams(Streams.SellerPrefix))
        {
            await facts.ReadSeller(journal, stream.Name);
        }
        return facts;
    }

    /// <summary>True if a copy of a killed server's files has undelivered notices.</summary>
    public static async Task<bool> AnyUntold(string database, string folder)
    {
        var copy = Path.Combine(folder, "copy.db");
        foreach (var end in new[] { "", "-wal" })
        {
            File.Delete(copy + end);
            if (File.Exists(database + end)) { File.Copy(database + end, copy + end); }
        }
        File.Copy(ServerProcess.KeyFileOf(database), ServerProcess.KeyFileOf(copy), overwrite: true);
        return (await Read(copy)).Untold.Count > 0;
    }

    private async Task ReadMarket(IReadOnlyJournal journal, string stream)
    {
        var market = new CapacityMarket(stream[Streams.MarketPrefix.Length..]);
        await foreach (var stored in journal.Read(stream, 0))
        {
            var happened = Codecs.Market.Decode(stream, stored);
            market.Apply(happened);
            Add(market.Key, happened);
        }
        if (market.UntoldCount > 0) { _untold.Add(market.Key); }
    }

    private async Task ReadSeller(IReadOnlyJournal journal, string stream)
    {
        var seller = stream[Streams.SellerPrefix.Length..];
        await foreach (var stored in journal.Read(stream, 0))
        {
            switch (Codecs.Seller.Decode(stream, stored))
            {
                case SalesReported { Report: var sales }:
                    Add(new(Kind.Sales, sales.Market, seller, sales.Id,
                        Volume: (long)sales.Incremental.Minor));
                    break;
                case UseReported { Report: var use }:
                    Add(new(Kind.Use, use.Market, seller, use.Id, Volume: use.AverageUsed.Value));
                    break;
            }
        }
    }

    private void Add(string market, MarketEvent happened)
    {
        switch (happened)
        {
            case BidsPlaced placed:
                foreach (var bid in placed.Bids) { Add(Of(market, bid), NextNumber(market, bid.Seller)); }
                break;
            case BidAmended { Amendment: var amendment }:
                Add(new(Kind.Amendment, market, amendment.Seller, amendment.Id, amendment.BidId,
                    amendment.MaxFee?.Micros, amendment.MaxVolume?.Value, amendment.MinVolume?.Value));
                break;
            case BidCancelled { Cancellation: var cancelled }:
                Add(new(Kind.Cancellation, market, cancelled.Seller, cancelled.Id, cancelled.BidId));
                break;
            case VolumeOffered { Relinquishment: var offer }:
                Add(new(Kind.Relinquishment, market, offer.Seller, offer.Id, offer.AwardId,
                    Volume: offer.Volume.Value));
                break;
            default: AddOperators(market, happened); break;
        }
    }

    private void AddOperators(string market, MarketEvent happened)
    {
        switch (happened)
        {
            case CapacityChanged { Change: var change }:
                Add(new(Kind.Capacity, market, "", change.Id, Volume: change.Delta.Value));
                break;
            case RoundCleared { Terms: var terms }:
                Add(new(Kind.Clear, market, "", $"{terms.Round}", Fee: terms.Reserve.Micros,
                    Volume: terms.CapacityDelta.Value));
                break;
            case MarketOpened: Add(new(Kind.Open, market, "", "")); break;
            case MarketSettled: Add(new(Kind.Settle, market, "", "")); break;
        }
    }

    private static Command Of(string market, Bid bid) => new(
        Kind.Bid, market, bid.Seller, bid.Id, Fee: bid.MaxFee.Micros, Volume: bid.MaxVolume.Value,
        Least: bid.MinVolume.Value);

    private long NextNumber(string market, string seller)
    {
        var number = _numbers.GetValueOrDefault((market, seller)) + 1;
        _numbers[(market, seller)] = number;
        return number;
    }

    private void Add(Command command, long number = 0)
    {
        if (!_facts.TryGetValue(command.Key, out var known)) { _facts.Add(command.Key, known = []); }
        known.Add(new(command, number));
    }
}

/// <summary>A command that was accepted according to the journal.</summary>
/// <param name="Command">The command as in the journal.</param>
/// <param name="Number">A bid's number among its seller's in the market; otherwise 0.</param>
internal sealed record Fact(Command Command, long Number);
