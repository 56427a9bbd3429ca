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
/// <param name="storage">The grain storage.</param>
/// <param name="grain">The seller's grain.</param>
/// <param name="log">The seller's stream, which is the authority.</param>
/// <param name="policy">When to store one.</param>
/// <param name="quota">How much the seller may keep.</param>
internal sealed class SellerSnapshots(
    IGrainStorage storage, GrainId grain, SealedStream log, SnapshotPolicy policy,
    SellerQuota quota)
{
    private const string Name = "seller";

    private readonly GrainState<StoredSnapshot> _stored = new(new StoredSnapshot());
    private bool _isRead;

    // The version of the last snapshot, whether it could be stored or not.
    private long _last;
    private bool _writing;

    /// <summary>
    /// How many events are folded before a snapshot is looked for: a shorter stream has none, so
    /// that most sellers, whose streams are short, cost the storage nothing.
    /// </summary>
    public long FoldedBefore => Math.Min(policy.WhileActive, policy.OnLeaving);

    /// <summary>The snapshot's account to fold onto; null if there is none of use.</summary>
    /// <remarks>
    /// Storage that confuses two sellers must not give one the account of the other.
    /// </remarks>
    public async ValueTask<SellerAccount?> Load(string seller, CancellationToken cancellationToken)
    {
        try
        {
            await Read();
        }
        catch (Exception failed) when (SnapshotRows.Failed(failed))
        {
            // The journal has everything: only the fold takes longer.
            return null;
        }
        if (!_stored.RecordExists) { return null; }
        var snapshot = _stored.State!;
        // A snapshot ahead of the journal holds events that were never durable, and an event from
        // before there were links has no link to continue from.
        if (snapshot.Version == 0
            || await log.Find(snapshot.Version, cancellationToken) is not { Link.IsEmpty: false } last
            || !snapshot.HoldsUpTo(last))
        {
            // The next one is stored in its place.
            return null;
        }
        _last = snapshot.Version;
        if (await Read(snapshot) is not { } account || account.Seller != seller) { return null; }
        await log.StartBehind(last);
        return account;
    }

    /// <summary>Gets the key with which the next snapshot is sealed.</summary>
    public ValueTask MakeReady() => log.IsReady ? default : log.MakeReady();

    /// <summary>True when enough has happened since the last time to store the account.</summary>
    /// <param name="version">The version of the account's last event.</param>
    /// <param name="leaving">True on deactivation.</param>
    public bool AreDue(long version, bool leaving = false)
    {
        return version - _last >= (leaving ? policy.OnLeaving : policy.WhileActive);
    }

    /// <summary>Stores the account when enough has happened since the last time.</summary>
    /// <param name="account">An account whose every event is durable.</param>
    /// <param name="version">The version of its last event.</param>
    /// <param name="leaving">True on deactivation.</param>
    public async Task Keep(SellerAccount account, long version, bool leaving = false)
    {
        if (_writing || !AreDue(version, leaving)) { return; }
        _writing = true;
        _last = version;
        var snapshot = JsonSerializer.SerializeToUtf8Bytes(
            account.Snapshot(), EventJson.Default.SellerSnapshot);
        var link = Convert.ToHexString(log.Link.Span);
        var sealing = Encoding.UTF8.GetString(log.SealSnapshot(version, snapshot));
        try
        {
            if (!_isRead) { await Read(); }
            _stored.State = new StoredSnapshot
            {
                Version = version,
                Account = sealing,
                Link = link,
            };
            await storage.WriteStateAsync(Name, grain, _stored);
        }
        catch (Exception failed) when (SnapshotRows.Failed(failed))
        {
            // Another activation stored one first, or the storage is away: the next one is due
            // when as much has happened again, and begins with what is stored then.
            _isRead = false;
        }
        finally
        {
            _writing = false;
        }
    }

    private async Task Read()
    {
        await storage.ReadStateAsync(Name, grain, _stored);
        _isRead = true;
    }

    /// <summary>
    /// Null for a snapshot that cannot be read, or is of an older version: it counts as
    /// lost.
    /// </summary>
    private async ValueTask<SellerAccount?> Read(StoredSnapshot snapshot)
    {
        var text = Encoding.UTF8.GetBytes(snapshot.Account);
        if (await log.OpenSnapshot(snapshot.Version, text) is not { } json) { return null; }
        try
        {
            var read = JsonSerializer.Deserialize(json.Span, EventJson.Default.SellerSnapshot);
            return read is { IsWhole: true } ? SellerAccount.From(read, quota) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
