using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Sealing;
using Clearing.Verification;
using Clearing.Verification.Erasing;
using Clearing.Market;

namespace Clearing.Client.Tests.Journal;

/// <summary>A journal as silos write it, sealed and linked, with what a test does to it.</summary>
/// <param name="options">Where it is.</param>
/// <param name="keyFile">Its key file, which is created if it is missing.</param>
internal sealed class SealedStory(JournalOptions options, string keyFile)
{
    internal ChangedHeads Heads { get; } = new(TimeProvider.System);

    /// <summary>What an erasure asks before its first change and before its last ones.</summary>
    internal Func<Task> RequireNoServer { get; set; } = () => Task.CompletedTask;

    /// <summary>What happens within each step of an erasure.</summary>
    internal Action Meanwhile { get; set; } = () => { };

    /// <summary>Writes a story.</summary>
    internal async Task Write(JournalStory story)
    {
        if (!File.Exists(keyFile)) { KeyFile.Add(keyFile, "k1", SystemSecrets.Instance); }
        await using var journal = Journals.Open(options, TimeProvider.System);
        await using var table = Journals.OpenKeys(options);
        var sealing = new SealedJournal(journal, await Ring(table), Heads);
        foreach (var (name, events) in story.Events)
        {
            using var stream = sealing.Stream(name, type => Seals(name, type));
            foreach (var stored in events)
            {
                await stream.MakeReady();
                await stream.Append([Sealable(stream, stored)], Task.CompletedTask);
            }
        }
    }

    /// <summary>Appends to a stream, which may exist, as a silo would.</summary>
    internal async Task Append(string name, NewEvent happened)
    {
        await using var journal = Journals.Open(options, TimeProvider.System);
        await using var table = Journals.OpenKeys(options);
        using var stream = new SealedJournal(journal, await Ring(table), Heads)
            .Stream(name, type => Seals(name, type));
        await foreach (var _ in stream.Follow()) { }
        await stream.MakeReady();
        await stream.Append(
            [Sealable(stream, new(0, happened.Type, happened.Payload, DateTimeOffset.UnixEpoch))],
            Task.CompletedTask);
    }

    /// <summary>Erases a seller; fails before the given step, if there is one.</summary>
    /// <returns>The steps that were begun.</returns>
    internal async Task<List<string>> Erase(string seller, int failAt = int.MaxValue)
    {
        await using var journal = Journals.OpenAlone(options, TimeProvider.System);
        await using var rewriter = Journals.OpenForRewriting(options);
        await using var table = Journals.OpenKeys(options);
        var steps = new List<string>();
        var eraser = new SellerEraser(
            journal, rewriter, table, await Ring(table), TimeProvider.System)
        {
            RequireNoServer = () => RequireNoServer(),
            Stepping = step =>
            {
                if (steps.Count == failAt) { throw new IOException(step); }
                steps.Add(step);
                Meanwhile();
            },
        };
        await eraser.Run(
            await eraser.Plan(seller), new Act("olga", DateTimeOffset.UnixEpoch, "asked for it"));
        return steps;
    }

    /// <summary>Verifies the journal.</summary>
    internal async Task<JournalFindings> Verify(
        bool withKeys, AnchoredHeads? anchors = null, string? only = null)
    {
        await using var journal = Journals.OpenForReading(options);
        await using var table = Journals.OpenKeys(options, reading: true);
        return await new JournalCheck(
            journal, null, new(table, withKeys ? await Ring(table) : null), anchors).Run(only);
    }

    /// <summary>Every event that can be opened, as JSON text, and the names of all streams.</summary>
    internal async Task<string> Readable()
    {
        await using var journal = await Journals.OpenForReading(
            options, KeyFile.Read(keyFile, SystemSecrets.Instance));
        var texts = new List<string>();
        await foreach (var stream in journal.Streams(""))
        {
            texts.Add(stream.Name);
            if (stream.Name.StartsWith(Streams.ErasedPrefix, StringComparison.Ordinal)) { continue; }
            await foreach (var stored in journal.Read(stream.Name, 0))
            {
                texts.Add(Text(stream.Name, stored));
            }
        }
        return string.Join('\n', texts);
    }

    /// <summary>The market as it folds now.</summary>
    internal async Task<CapacityMarket> Market()
    {
        await using var journal = await Journals.OpenForReading(
            options, KeyFile.Read(keyFile, SystemSecrets.Instance));
        var (market, name) = (
            new CapacityMarket(JournalStory.MarketKey), Streams.OfMarket(JournalStory.MarketKey));
        await foreach (var stored in journal.Read(name, 0))
        {
            market.Apply(Codecs.Market.Decode(name, stored));
        }
        return market;
    }

    private Task<KeyRing> Ring(IKeyTable table) => KeyRing.Open(
        table, KeyFile.Read(keyFile, SystemSecrets.Instance), SystemSecrets.Instance);

    private static bool Seals(string name, string type) =>
        !name.StartsWith(Streams.MarketPrefix, StringComparison.Ordinal) || Codecs.Market.Seals(type);

    private static NewEvent Sealable(SealedStream stream, StoredEvent stored) =>
        stream.Seals(stored.Type)
            ? stream.Name.StartsWith(Streams.MarketPrefix, StringComparison.Ordinal)
                ? Codecs.Market.EncodeToSeal(Codecs.Market.Decode(stream.Name, stored))
                : new(stored.Type, Padding.OfJson(stored.Payload.Span))
            : new(stored.Type, stored.Payload);

    private static string Text(string name, StoredEvent stored)
    {
        var json = name.StartsWith(Streams.MarketPrefix, StringComparison.Ordinal)
            ? Codecs.Market.Encode(Codecs.Market.Decode(name, stored)).Payload
            : Padding.TryJson(stored.Payload, out var inner) ? inner : stored.Payload;
        return System.Text.Encoding.UTF8.GetString(json.Span);
    }
}
