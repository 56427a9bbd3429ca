using System.Text;
using System.Text.Json;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Orleans.Storage;

namespace Clearing.Grains;

/// <summary>
/// Keeps a seller's account in grain storage, so that activation need not fold it all.
/// </summary>
/// <param name="stored">The grain storage.</param>
/// <param name="log">The seller's stream, which is the authority.</param>
/// <param name="policy">When to store one.</param>
/// <param name="quota">How much the seller may keep.</param>
internal sealed class SellerSnapshots(
    IPersistentState<StoredSnapshot> stored, SealedStream log, SnapshotPolicy policy,
    SellerQuota quota)
{
    private bool _writing;

    /// <summary>
    /// The account to fold onto: the snapshot's, or an empty one if the snapshot is of no use.
    /// </summary>
    /// <remarks>
    /// Storage that confuses two sellers must not give one the account of the other.
    /// </remarks>
    public async ValueTask<SellerAccount> Load(string seller, CancellationToken cancellationToken)
    {
        // Most sellers have no key, and none is created just to find that out.
        if (!stored.RecordExists) { return Empty(seller); }
        var snapshot = stored.State;
        // A snapshot ahead of the journal holds events that were never durable, and an event from
        // before there were links has no link to continue from.
        if (snapshot.Version == 0
            || await log.Find(snapshot.Version, cancellationToken) is not { Link.IsEmpty: false } last)
        {
            // It is forgotten, so that the next one is stored in its place.
            stored.State = new StoredSnapshot();
            return Empty(seller);
        }
        if (await Read(snapshot) is not { } account || account.Seller != seller)
        {
            return Empty(seller);
        }
        log.StartBehind(last);
        return account;
    }

    /// <summary>Gets the key with which the next snapshot is sealed.</summary>
    public ValueTask MakeReady() => log.IsReady ? default : log.MakeReady();

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
        var snapshot = JsonSerializer.SerializeToUtf8Bytes(
            account.Snapshot(), EventJson.Default.SellerSnapshot);
        stored.State = new StoredSnapshot
        {
            Version = version,
            Account = Encoding.UTF8.GetString(log.SealSnapshot(version, snapshot)),
        };
        try
        {
            await stored.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            // Another activation stored one first. Both are correct, and the next activation reads
            // that one.
            await stored.ReadStateAsync();
        }
        finally
        {
            _writing = false;
        }
    }

    private SellerAccount Empty(string seller) => new(seller) { Quota = quota };

    /// <summary>
    /// Null for a snapshot that cannot be read, or from before postings were counted: it counts as
    /// lost.
    /// </summary>
    private async ValueTask<SellerAccount?> Read(StoredSnapshot snapshot)
    {
        var text = Encoding.UTF8.GetBytes(snapshot.Account);
        if (await log.OpenSnapshot(snapshot.Version, text) is not { } json) { return null; }
        try
        {
            var read = JsonSerializer.Deserialize(json.Span, EventJson.Default.SellerSnapshot);
            return read?.PostingCount is null ? null : SellerAccount.From(read, quota);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
