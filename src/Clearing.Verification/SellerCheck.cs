using System.Text.Json;
using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Verification.Erasing;

namespace Clearing.Verification;

/// <summary>Folds a seller's stream and checks it against snapshots and markets.</summary>
internal sealed class SellerCheck(
    StreamInfo stream, StoredSnapshot? snapshot, AwardLedger awards, ZoneLedger zones,
    ErasedRecord erased, JournalFindings findings)
{
    private readonly SellerAccount _account = new(stream.Name[Streams.SellerPrefix.Length..]);

    // The corrections by late facts, by market.
    private readonly Dictionary<string, Money> _corrected = new(StringComparer.Ordinal);

    /// <summary>Applies an event of the stream.</summary>
    internal void Apply(StoredEvent stored, SellerEvent happened)
    {
        foreach (var posting in LedgerPages.PostingsOf(happened))
        {
            findings.Postings++;
            var sum = posting.Lines.Total(line => line.Amount.Minor);
            findings.Expect(
                sum == 0 && posting.Lines.Length >= 2, stream.Name,
                $"the posting {posting.Cause} {posting.Reference} sums to {sum}, not to zero",
                stored.Version);
        }
        if (happened is DaySalesAccepted accepted) { Decide(stored, accepted); }
        if (happened is OverageAccepted { Charge: var charge }) { zones.Add(_account.Seller, charge); }
        _account.Apply(happened);
        if (stored.Version == snapshot?.Version)
        {
            CompareSnapshot(stored, snapshot);
        }
    }

    /// <summary>Checks the seller's state after its last event.</summary>
    /// <param name="withMarkets">True if the markets were read too.</param>
    internal void Conclude(bool withMarkets)
    {
        var again = SellerAccount.From(_account.Snapshot());
        Expect(Text(again) == Text(_account), "a snapshot does not give the account back");
        findings.Newest[stream.Name] = _account.PostingCount;
        var won = awards.Take(_account.Seller);
        foreach (var market in _account.Markets)
        {
            CheckLedger(market);
            if (_account.Statement(market) is { } statement)
            {
                StatementRules.Check(_account, statement, Expect);
                StatementRules.CheckLate(
                    statement, _corrected.GetValueOrDefault(market), Expect);
                if (withMarkets) { CompareAwards(statement, won); }
            }
        }
        // The awards of an erased seller landed in a stream that nobody can read.
        if (erased.IsErased(_account.Seller)) { return; }
        foreach (var (key, award) in won)
        {
            Expect(!awards.Markets[key.Market], $"{award.Award.Id} of {key.Market} never landed");
        }
    }

    // The postings follow from the account before them and from the hand-over.
    private void Decide(StoredEvent stored, DaySalesAccepted accepted)
    {
        zones.Add(_account.Seller, accepted.Sales);
        foreach (var posting in accepted.Postings.Where(of => of.Cause == Cause.Correction))
        {
            _corrected[posting.Market] =
                _corrected.GetValueOrDefault(posting.Market) + posting.Lines[0].Amount;
        }
        findings.Expect(
            _account.Accept(accepted.Sales) is [var again]
                && Codecs.Seller.Encode(again).Payload.Span.SequenceEqual(
                    Codecs.Seller.Encode(accepted).Payload.Span),
            stream.Name,
            $"the sales of {accepted.Sales.Cause} in {accepted.Sales.Market} come to other postings",
            stored.Version);
    }

    // Grains ignore a snapshot of another history, which a restored journal may have beside it.
    private void CompareSnapshot(StoredEvent last, StoredSnapshot stored)
    {
        if (!stored.HoldsUpTo(last))
        {
            findings.SnapshotsIgnored++;
            return;
        }
        findings.Snapshots++;
        findings.Expect(
            stored.Account == Text(_account) || IsOld(stored.Account), stream.Name,
            "the snapshot is not the fold of the stream", last.Version);
    }

    // A snapshot of an older version counts as lost, as it does for grains.
    private static bool IsOld(string stored)
    {
        try
        {
            return JsonSerializer.Deserialize(stored, EventJson.Default.SellerSnapshot)
                is { IsWhole: false };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void CheckLedger(string market)
    {
        var sum = Enum.GetValues<LedgerAccount>()
            .Aggregate(Money.Zero, (total, account) => total + _account.Balance(market, account));
        Expect(sum == Money.Zero, $"the ledger of {market} sums to {sum.Minor}, not to zero");
    }

    private void CompareAwards(
        Statement statement, Dictionary<(string Market, string Award), WonAward> won)
    {
        var compensation = Money.Zero;
        foreach (var line in statement.Awards)
        {
            if (!won.Remove((statement.Market, line.AwardId), out var award))
            {
                Expect(false, $"{line.AwardId} is no award of {statement.Market}");
                continue;
            }
            compensation += award.Compensation;
            Expect(
                line.Granted == award.Award.Volume && line.RoundFee == award.Award.RoundFee
                    && line.MaxFee == award.Award.MaxFee,
                $"{line.AwardId} is not as {statement.Market} granted it");
            Expect(
                !awards.Markets.GetValueOrDefault(statement.Market)
                    || (line.CurrentFee == award.CurrentFee && line.Released.Value == award.Released
                        && line.Curtailed.Value == award.Curtailed),
                $"{line.AwardId}: final fee, released or curtailed volume is not that of "
                + statement.Market);
        }
        Expect(
            !awards.Markets.GetValueOrDefault(statement.Market)
                || statement.Compensation == compensation,
            $"the compensation is not that of {statement.Market}");
    }

    private static string Text(SellerAccount account) => Text(account.Snapshot());

    private static string Text(SellerSnapshot of) =>
        JsonSerializer.Serialize(of, EventJson.Default.SellerSnapshot);

    private void Expect(bool holds, string rule) => findings.Expect(holds, stream.Name, rule);
}
