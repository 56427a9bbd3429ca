using System.Collections.Immutable;

namespace Clearing.Adversaries;

/// <summary>A market in which an attacker and its rivals bid.</summary>
internal sealed class Stage
{
    public const string Key = "us-east/standard/2026-Q4";
    public const string Attacker = "attacker";

    private int _ids;

    public Stage() => Do(Market.Open(new MarketConfig()).Events);

    public CapacityMarket Market { get; } = new(Key);

    /// <summary>What is on record: not for the attacker's eyes.</summary>
    public List<MarketEvent> Events { get; } = [];

    /// <summary>A nonce that nobody can guess.</summary>
    public static RoundNonce Nonce()
    {
        Span<byte> bytes = stackalloc byte[RoundNonce.Length];
        System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
        return RoundNonce.Of(bytes);
    }

    public BidReceipt Bid(
        string seller, long fee, long volume, string? id = null, bool isForOneRound = false)
    {
        var (receipts, events) = Market.Place(
            [
                new(
                    id ?? $"{seller}-{++_ids}", seller, new Fee(fee), new CubicFeet(volume),
                    new CubicFeet(0), isForOneRound ? TimeInForce.Round : TimeInForce.Period),
            ]);
        Do(events);
        return receipts[0];
    }

    public void Close(int round) => Do(Market.Close(round, Nonce()).Events);

    /// <summary>Closes a book as older versions did, without a secret.</summary>
    public void CloseUnprotected(int round) =>
        Do([Market.CloseAgain(new RoundClosed(round, 0, ""))!]);

    public RoundReport Clear(int round, long capacity, long reserve = 0)
    {
        var terms = new RoundTerms(round, new CubicFeet(capacity), new Fee(reserve));
        Do(Market.Clear(terms, Nonce()).Events);
        return Market.Round(round)!;
    }

    public void Do(ImmutableArray<MarketEvent> events)
    {
        foreach (var happened in events)
        {
            Market.Apply(happened);
            Events.Add(happened);
        }
    }
}
