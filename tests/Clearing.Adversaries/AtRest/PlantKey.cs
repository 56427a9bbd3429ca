using System.Text;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;

namespace Clearing.Adversaries.AtRest;

/// <summary>Adds keys in clear to the table of keys, as if an operator had revealed them.</summary>
public sealed class PlantKey : Adversary
{
    private static readonly byte[] Own = [.. Enumerable.Repeat((byte)7, DataKey.SecretBytes)];

    /// <inheritdoc/>
    public override string Aim =>
        "Who writes the database adds a key of its own, to read what comes and to make bids up.";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> Try(bool defended)
    {
        var learned = new List<string>();
        await using (var victim = await Victim.Live(isSealed: defended))
        {
            Plant(victim, Streams.OfMarket(Victim.Market), 2);
            var known = (await victim.Rows()).Count;
            if (await GoesOn(victim) && Read((await victim.Rows()).Skip(known)) is { } bid)
            {
                learned.Add($"a bid that came later: {bid}");
            }
        }
        await using (var victim = await Victim.Live(isSealed: defended))
        {
            Plant(victim, Streams.OfMarket(Victim.Market), 2);
            await MakeUp(victim, isSealed: defended);
            if (await LooksRight(victim)) { learned.Add("a bid was made up, and nobody noticed"); }
        }
        await using (var victim = await Victim.Live(isSealed: defended))
        {
            Plant(victim, KeyScope.Sellers, 2);
            if (await GoesOn(victim)) { learned.Add("a key that wraps the keys of new sellers"); }
        }
        return learned;
    }

    private static void Plant(Victim victim, string scope, uint number) => victim.Change(
        "INSERT INTO keys (scope, number, kek, wrapped) VALUES ($scope, $number, 'clear', $key)",
        ("$scope", scope), ("$number", number), ("$key", Own));

    private static async Task<bool> GoesOn(Victim victim)
    {
        try
        {
            await victim.GoOn("later");
            return true;
        }
        catch (KeyUnavailableException)
        {
            return false;
        }
    }

    private static async Task<bool> LooksRight(Victim victim)
    {
        try
        {
            return await victim.LooksRight();
        }
        catch (KeyUnavailableException)
        {
            return false;
        }
    }

    private static string? Read(IEnumerable<StoredEvent> rows)
    {
        using var own = new DataKey(2, Own);
        return rows.Select(row => SealedText.Is(row.Payload.Span)
                ? own.Open(PlaceOf(row.Version, row.Type), row.Payload.Span) is { } plain
                    ? Convert.ToHexStringLower(plain)
                    : null
                : Encoding.UTF8.GetString(row.Payload.Span))
            .FirstOrDefault(text => text is not null);
    }

    private static async Task MakeUp(Victim victim, bool isSealed)
    {
        var last = (await victim.Rows())[^1];
        var bid = new Bid("made-up", "acme", new Fee(Victim.Fee), new CubicFeet(Victim.Volume));
        var placed = new BidsPlaced(4, [bid]);
        using var own = new DataKey(2, Own);
        var place = PlaceOf(last.Version + 1, Codecs.Market.NameOf(placed));
        var payload = isSealed
            ? own.Seal(place, Codecs.Market.EncodeToSeal(placed).Payload.Span, SystemSecrets.Instance)
            : Codecs.Market.Encode(placed).Payload.ToArray();
        victim.Add(last, place.Type, payload);
    }

    private static SealedPlace PlaceOf(long version, string type) =>
        new(Streams.OfMarket(Victim.Market), version, type);
}
