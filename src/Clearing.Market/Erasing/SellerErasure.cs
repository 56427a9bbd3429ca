using System.Collections.Immutable;
using System.Globalization;
using Clearing.Market.Curtailments;

namespace Clearing.Market.Erasing;

/// <summary>
/// Takes a seller's name out of a settled market: its id and all of its ids get surrogates.
/// </summary>
/// <remarks>
/// It goes through the events of one market, from the first to the last. Equal ids get equal
/// surrogates, so that the market folds to the same outcome under other names. Texts that operators
/// wrote, such as reasons and notes, are left as they are.
/// </remarks>
/// <param name="market">The market's key.</param>
/// <param name="seller">The seller.</param>
/// <param name="surrogate">What it is called from now on; no other seller may have that id.</param>
public sealed class SellerErasure(string market, string seller, string surrogate)
{
    private readonly CapacityMarket _market = new(market);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    // The ids of its bids in the book; ids of refused commands may be those of others.
    private readonly HashSet<string> _bids = new(StringComparer.Ordinal);

    /// <summary>The market after the events so far, under the names that it had.</summary>
    public CapacityMarket Market => _market;

    /// <summary>Rewrites the next event of the market.</summary>
    /// <param name="happened">The event as it is.</param>
    /// <returns>The event without the seller's name; the same one if it does not name it.</returns>
    public MarketEvent Next(MarketEvent happened)
    {
        var renamed = happened is RoundClosed closed ? Keep(closed) : Rename(happened);
        _market.Apply(happened);
        return renamed.Equals(happened) ? happened : renamed;
    }

    // The leaves are computed while the names are still there.
    private RoundClosed Keep(RoundClosed closed)
    {
        var leaves = _market.LeavesOf(seller, closed);
        var known = closed.ErasedLeaves.IsDefault ? 0 : closed.ErasedLeaves.Length;
        return leaves.IsDefault || leaves.Length == known
            ? closed
            : closed with { ErasedLeaves = leaves };
    }

    private MarketEvent Rename(MarketEvent happened) => happened switch
    {
        MarketOpened { Config.SellerCaps: { IsDefault: false } caps } opened
            when caps.Any(cap => cap.Seller == seller) => opened with
            {
                Config = opened.Config with { SellerCaps = [.. caps.Select(Of)] },
            },
        BidsPlaced placed when placed.Bids.Any(bid => bid.Seller == seller) => Of(placed),
        BidRefused refused => refused with { Bid = Of(refused.Bid) },
        SellerCapSet { Seller: var capped } set when capped == seller =>
            set with { Seller = surrogate },
        BidAmended amended => amended with { Amendment = Of(amended.Amendment) },
        AmendmentRefused refused => refused with { Amendment = Of(refused.Amendment) },
        BidCancelled cancelled => cancelled with { Cancellation = Of(cancelled.Cancellation) },
        CancellationRefused refused => refused with { Cancellation = Of(refused.Cancellation) },
        VolumeOffered offered => offered with { Relinquishment = Of(offered.Relinquishment) },
        RelinquishmentRefused refused =>
            refused with { Relinquishment = Of(refused.Relinquishment) },
        RestEnded ended => Of(ended),
        RestEndRefused refused => refused with { End = Of(refused.End) },
        VolumeCurtailed curtailed => curtailed with { Taken = Of(curtailed.Taken) },
        RoundCleared cleared => Of(cleared),
        RoundProvisional of => of with { Outcome = Of(of.Outcome) },
        NoticesAccepted told when told.Sellers.Contains(seller) => told with
        {
            Sellers = [.. told.Sellers.Select(one => one == seller ? surrogate : one)],
        },
        BidsInspected inspected when inspected.Inspection.Seller == seller => inspected with
        {
            Inspection = inspected.Inspection with { Seller = surrogate },
        },
        ActProposed { What.Correct: { } correct } proposed when correct.Seller == seller =>
            proposed with
            {
                What = proposed.What with { Correct = correct with { Seller = surrogate } },
            },
        _ => happened,
    };

    private BidsPlaced Of(BidsPlaced placed)
    {
        foreach (var bid in placed.Bids.Where(bid => bid.Seller == seller)) { _bids.Add(bid.Id); }
        return new(placed.FirstSequence, [.. placed.Bids.Select(Of)]) { At = placed.At };
    }

    private SellerCap Of(SellerCap cap) =>
        cap.Seller == seller ? cap with { Seller = surrogate } : cap;

    private Bid Of(Bid bid) => bid.Seller == seller
        ? bid with { Id = Of(bid.Id), Seller = surrogate }
        : bid;

    private Amendment Of(Amendment amendment) => amendment.Seller == seller
        ? amendment with
        {
            Id = Of(amendment.Id),
            BidId = Of(amendment.BidId),
            Seller = surrogate,
        }
        : amendment;

    private Cancellation Of(Cancellation cancellation) => cancellation.Seller == seller
        ? cancellation with
        {
            Id = Of(cancellation.Id),
            BidId = Of(cancellation.BidId),
            Seller = surrogate,
        }
        : cancellation;

    private Relinquishment Of(Relinquishment offered) => offered.Seller == seller
        ? offered with
        {
            Id = Of(offered.Id),
            AwardId = OfAward(offered.AwardId),
            Seller = surrogate,
        }
        : offered;

    private RestEnd Of(RestEnd end) =>
        end.Seller == seller ? new(Of(end.Id), OfAward(end.AwardId), surrogate) : end;

    // What is taken has the id of the command.
    private RestEnded Of(RestEnded ended) => ended.End is { } end && end.Seller == seller
        ? ended with
        {
            End = Of(end),
            Taken = Of(ended.Taken) with { Cut = ended.Taken.Cut with { Id = Of(end.Id) } },
        }
        : ended;

    private SpaceTaken Of(SpaceTaken taken) => taken.Awards.Any(cut => cut.Seller == seller)
        ? taken with
        {
            Awards =
            [
                .. taken.Awards.Select(cut => cut.Seller == seller
                    ? cut with { AwardId = OfAward(cut.AwardId), Seller = surrogate }
                    : cut),
            ],
        }
        : taken;

    // An older release names no seller, but its award's id was unique in its market.
    private RoundCleared Of(RoundCleared cleared)
    {
        bool IsOurs(Release release) => release.Seller is { } owner
            ? owner == seller
            : _bids.Contains(BidOf(release.AwardId));
        return cleared.Releases.Any(IsOurs)
            ? cleared with
            {
                Releases =
                [
                    .. cleared.Releases.Select(release => IsOurs(release)
                        ? release with
                        {
                            AwardId = OfAward(release.AwardId),
                            Seller = release.Seller is null ? null : surrogate,
                        }
                        : release),
                ],
                HashCoversErased = true,
            }
            : cleared;
    }

    private string Of(string id)
    {
        if (!_ids.TryGetValue(id, out var known))
        {
            var number = (_ids.Count + 1).ToString(CultureInfo.InvariantCulture);
            _ids.Add(id, known = $"{surrogate}-{number}");
        }
        return known;
    }

    // An award's id is its bid's, and its round after the last @; a refused one can be anything.
    private string OfAward(string awardId)
    {
        var bid = BidOf(awardId);
        return Of(bid) + awardId[bid.Length..];
    }

    private static string BidOf(string awardId) =>
        awardId.LastIndexOf('@') is >= 0 and var at
            && awardId.AsSpan(at + 1).ContainsAnyExceptInRange('0', '9') is false
            ? awardId[..at]
            : awardId;
}
