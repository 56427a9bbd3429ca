using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;
using Clearing.Verification.Erasing;

namespace Clearing.Adversaries.AtRest;

/// <summary>
/// Looks for an erased seller with every key that there is, in today's database and in a backup of
/// the journal from before.
/// </summary>
public sealed class ErasedSeller : Adversary
{
    private const string Seller = "acme-of-old";

    /// <inheritdoc/>
    public override string Aim =>
        "Who has all key files, today's database and an old backup looks for an erased seller.";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> Try(bool defended)
    {
        var folder = Directory.CreateTempSubdirectory("clearing-erased-");
        try
        {
            var (database, backup) = (
                Path.Combine(folder.FullName, "clearing.db"), Path.Combine(folder.FullName, "old.db"));
            var keys = Path.Combine(folder.FullName, "keys");
            KeyFile.Add(keys, "k1", SystemSecrets.Instance);
            var options = new JournalOptions { Path = database };
            await Live(options, keys);
            File.Copy(database, backup);
            await Erase(options, keys, defended);
            return [.. await Look(options, options, keys), .. await Look(
                new() { Path = backup }, options, keys)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Opens what it can of a journal with the keys of today.
    private static async Task<List<string>> Look(
        JournalOptions place, JournalOptions today, string keyFile)
    {
        var learned = new List<string>();
        await using var journal = Journals.OpenForReading(place);
        await using var table = Journals.OpenKeys(today, reading: true);
        var ring = await Ring(table, keyFile);
        await foreach (var stream in journal.Streams(""))
        {
            // A backup has the names that streams had, and who was in the system.
            var old = place != today;
            if (!old && stream.Name.Contains(Seller, StringComparison.Ordinal))
            {
                learned.Add($"there was a stream {stream.Name}");
            }
            using var own = KeyScope.OfStream(stream.Name) is { } scope ? ring.Of(scope) : null;
            var opener = new BoxOpener(stream.Name, own, _ => false);
            await foreach (var stored in journal.Read(stream.Name, 0))
            {
                if (await Open(opener, stored) is { } plain
                    && plain.Span.IndexOf(System.Text.Encoding.ASCII.GetBytes(Seller)) >= 0)
                {
                    learned.Add($"{stored.Type} {stored.Version} of {stream.Name} names the seller");
                }
            }
        }
        return learned;
    }

    private static async Task<ReadOnlyMemory<byte>?> Open(BoxOpener opener, StoredEvent stored)
    {
        try
        {
            return (await opener.Open(stored)).Payload;
        }
        catch (Exception closed) when (
            closed is KeyUnavailableException or EventUnreadableException)
        {
            return null;
        }
    }

    private static async Task Erase(JournalOptions options, string keyFile, bool defended)
    {
        await using var journal = Journals.Open(options, TimeProvider.System);
        await using var rewriter = Journals.OpenForRewriting(options);
        await using var table = Journals.OpenKeys(options);
        if (!defended)
        {
            // Other names alone, with the keys still there.
            await rewriter.Rename([(Streams.OfSeller(Seller), "erased/1/seller")]);
            return;
        }
        var eraser = new SellerEraser(
            journal, rewriter, table, await Ring(table, keyFile), TimeProvider.System);
        await eraser.Run(await eraser.Plan(Seller), new Act("olga", DateTimeOffset.UnixEpoch));
    }

    private static async Task Live(JournalOptions options, string keyFile)
    {
        await using var journal = Journals.Open(options, TimeProvider.System);
        await using var table = Journals.OpenKeys(options);
        var sealing = new SealedJournal(journal, await KeyRing.Open(
            table, KeyFile.Read(keyFile, SystemSecrets.Instance), SystemSecrets.Instance));
        var stage = new Stage();
        var accounts = new[] { Seller, "rival" }.ToDictionary(
            seller => seller, seller => (Account: new SellerAccount(seller), Events: Joined(seller)));
        foreach (var (account, events) in accounts.Values) { events.ForEach(account.Apply); }
        stage.Bid(Seller, 9, 10, $"{Seller}-po-1");
        stage.Bid("rival", 8, 10);
        stage.Close(1);
        stage.Clear(1, 15);
        stage.Do(stage.Market.Settle().Events);
        while (stage.Market.Untold(10, new HashSet<string>()) is { Length: > 0 } notices)
        {
            foreach (var notice in notices)
            {
                var (account, events) = accounts[notice.Seller];
                foreach (var happened in account.Accept(notice))
                {
                    account.Apply(happened);
                    events.Add(happened);
                }
            }
            stage.Do([.. stage.Market.Told(notices)]);
        }
        await Write(sealing, Streams.OfMarket(Stage.Key), Codecs.Market, stage.Events);
        foreach (var (seller, (_, events)) in accounts)
        {
            await Write(sealing, Streams.OfSeller(seller), Codecs.Seller, events);
        }
    }

    private static List<SellerEvent> Joined(string seller) =>
        [.. new SellerAccount(seller).Join(Stage.Key)];

    private static async Task Write<TEvent>(
        SealedJournal sealing, string name, EventCodec<TEvent> codec, List<TEvent> events)
        where TEvent : class
    {
        using var stream = sealing.Stream(name, codec.Seals);
        foreach (var happened in events)
        {
            await stream.MakeReady();
            var type = codec.NameOf(happened);
            await stream.Append(
                [stream.Seals(type) ? codec.EncodeToSeal(happened) : codec.Encode(happened)],
                Task.CompletedTask);
        }
    }

    private static Task<KeyRing> Ring(IKeyTable table, string keyFile) => KeyRing.OpenForReading(
        table, KeyFile.Read(keyFile, SystemSecrets.Instance), SystemSecrets.Instance);
}
