using System.Collections.Immutable;
using Clearing.Market.Curtailments;

namespace Clearing.Allocation.Attributions;

/// <summary>The extra space of a seller in one market, day by day, as the market told it.</summary>
/// <param name="told">What the market told, in its order.</param>
public sealed class ExtraSpace(ImmutableArray<ToldNotice> told)
{
    /// <summary>A market that has told nothing yet.</summary>
    public static ExtraSpace None { get; } = new([]);

    /// <summary>The number of the last notice; 0 before the first.</summary>
    public int LastNumber => told.IsEmpty ? 0 : told[^1].Notice.Number;

    /// <summary>Whether the market is settled.</summary>
    public bool IsSettled => !told.IsEmpty && told[^1].Notice.Settled;

    /// <summary>What money is computed with; null before the first notice.</summary>
    public MoneyTerms? Terms => told.IsEmpty ? null : told[^1].Notice.Terms;

    /// <summary>The same with one more notice.</summary>
    public ExtraSpace With(ToldNotice next) => new(told.Add(next));

    /// <summary>
    /// G: the volume held at the end of a day. A grant counts from its day on; a release or a
    /// curtailment no longer counts on its day.
    /// </summary>
    public long HeldOn(DateOnly day)
    {
        var held = 0L;
        foreach (var notice in Until(day))
        {
            foreach (var award in notice.Awards) { held += award.Volume.Value; }
            foreach (var release in notice.Releases) { held -= release.Volume.Value; }
        }
        return held - CutsUntil(day).Sum(cut => cut.Volume);
    }

    /// <summary>The charge as it stood at the end of a day, in minor units.</summary>
    public Int128 ChargeOn(DateOnly day)
    {
        var awards = new Dictionary<string, (Fee Fee, long Volume)>(StringComparer.Ordinal);
        foreach (var notice in Until(day))
        {
            if (notice.RepricedTo is { } lower)
            {
                foreach (var (id, award) in awards.ToArray())
                {
                    if (award.Fee.CompareTo(lower) > 0) { awards[id] = award with { Fee = lower }; }
                }
            }
            foreach (var release in notice.Releases)
            {
                var (fee, volume) = awards[release.AwardId];
                awards[release.AwardId] = (fee, volume - release.Volume.Value);
            }
            foreach (var award in notice.Awards)
            {
                awards.Add(award.Id, (award.RoundFee, award.Volume.Value));
            }
            // Liability ends with the notice, before the space is gone.
            foreach (var cut in notice.Curtailment?.Awards ?? [])
            {
                var (fee, volume) = awards[cut.AwardId];
                awards[cut.AwardId] = (fee, volume - cut.Volume);
            }
        }
        return awards.Values.Aggregate(Int128.Zero, (sum, award) =>
            sum + ChargeRule.Of(award.Fee, award.Volume, Terms!).Minor);
    }

    // Space that is curtailed is there until the curtailment's own day.
    private IEnumerable<AwardCut> CutsUntil(DateOnly day) => Until(day)
        .Where(notice => notice.Curtailment?.Cut.Day <= day)
        .SelectMany(notice => notice.Curtailment!.Awards);

    private IEnumerable<Notice> Until(DateOnly day) =>
        told.TakeWhile(of => of.Day <= day).Select(of => of.Notice);
}
