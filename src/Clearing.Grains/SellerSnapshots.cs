using System.Text.Json;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Orleans.Storage;

namespace Clearing.Grains;

/// <summary>Keeps a seller's account in grain storage, so that activation need not fold it all.</summary>
/// <param name="stored">The grain storage.</param>
/// <param name="journal">The journal, which is always right.</param>
/// <param name="policy">When to store one.</param>
internal sealed class SellerSnapshots(
    IPersistentState<StoredSnapshot> stored, IJournal journal, SnapshotPolicy policy)
{
    private bool _writing;

    /// <summary>The account to fold onto: the snapshot's, or an empty one where that is no use.</summary>
    /// <remarks>A storage that confuses two sellers must not give one the other's account.</remarks>
    public async ValueTask<(SellerAccount Account, long Version)> Load(
        string seller, CancellationToken cancellationToken)
    {
        // Most sellers have none, and it is not made to find that out.
        if (!stored.RecordExists) { return (new SellerAccount(seller), 0); }
        var snapshot = stored.State;
        if (snapshot.Version == 0 || !await JournalHas(seller, snapshot.Version, cancellationToken))
        {
            // Forgotten, so that the next one is stored in its place.
            stored.State = new StoredSnapshot();
            return (new SellerAccount(seller), 0);
        }
        return Read(snapshot) is { } account && account.Seller == seller
            ? (account, snapshot.Version)
            : (new SellerAccount(seller), 0);
    }

    /// <summary>
    /// Null for a snapshot that cannot be read, or is of before postings were counted: it is as good
    /// as lost.
    /// </summary>
    private static SellerAccount? Read(StoredSnapshot snapshot)
    {
        try
        {
            var read = JsonSerializer.Deserialize(
                snapshot.Account, EventJson.Default.SellerSnapshot);
            return read?.PostingCount is null ? null : SellerAccount.From(read);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>True when enough has happened since the last time to store the account.</summary>
    /// <param name="version">The version of the account's last event.</param>
    /// <param name="leaving">True on deactivation.</param>
    public bool AreDue(long version, bool leaving = false)
    {
        var news = version - (stored.RecordExists ? stored.State.Version : 0);
        return news >= (leaving ? policy.OnLeaving : policy.WhileActive);
    }

    /// <summary>Stores the account when enough has happened since the last time.</summary>
    /// <param name="account">An account whose every event is durable.</param>
    /// <param name="version">The version of its last event.</param>
    /// <param name="leaving">True on deactivation.</param>
    public async Task Keep(SellerAccount account, long version, bool leaving = false)
    {
        if (_writing || !AreDue(version, leaving)) { return; }
        _writing = true;
        stored.State = new StoredSnapshot
        {
            Version = version,
            Account = JsonSerializer.Serialize(
                account.Snapshot(), EventJson.Default.SellerSnapshot),
        };
        try
        {
            await stored.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            // Another activation stored one first. Both are right; the next activation reads it.
            await stored.ReadStateAsync();
        }
        finally
        {
            _writing = false;
        }
    }

    /// <summary>A snapshot ahead of the journal holds events that were never durable.</summary>
    private async Task<bool> JournalHas(
        string seller, long version, CancellationToken cancellationToken)
    {
        var stream = Streams.OfSeller(seller);
        await foreach (var last in journal.Read(stream, version - 1, cancellationToken))
        {
            return last.Version == version;
        }
        return false;
    }
}
