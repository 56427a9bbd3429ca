using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Adversaries.AtRest;

/// <summary>Tries a line of the key file that was taken out of it on a copy of today.</summary>
public sealed class OldKey : Adversary
{
    /// <inheritdoc/>
    public override string Aim => "Who kept a retired key gets a copy of today's database.";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> Try(bool defended)
    {
        await using var victim = await Victim.Live(isSealed: true);
        var retired = KeyFile.Read(victim.KeyFilePath, SystemSecrets.Instance);
        KeyFile.Add(victim.KeyFilePath, "k2", SystemSecrets.Instance);
        var options = new JournalOptions { Path = victim.Database };
        if (defended) { await Rewrap(options, victim.KeyFilePath); }
        try
        {
            await using var journal = await Journals.OpenForReading(options, retired);
            var stream = Streams.OfMarket(Victim.Market);
            var opened = await journal.Read(stream, 0).CountAsync();
            return [$"{opened} events open with the retired key"];
        }
        catch (KeyUnavailableException)
        {
            return [];
        }
    }

    private static async Task Rewrap(JournalOptions options, string keys)
    {
        await using var table = Journals.OpenKeys(options);
        var ring = await KeyRing.Open(
            table, KeyFile.Read(keys, SystemSecrets.Instance), SystemSecrets.Instance);
        await new KeyUpkeep(table, ring).Rewrap();
    }
}
