namespace Clearing.Audit;

/// <summary>Reprices exactly as rule 8 says; it shares no code with the market.</summary>
public static class NaiveRepricing
{
    /// <summary>A round's repricing fee in micros; null if it reprices nobody.</summary>
    /// <param name="awards">Max fee and volume of each award, by ascending sequence.</param>
    /// <param name="fresh">The volume granted from fresh capacity.</param>
    /// <param name="minVolume">The market's <c>repricing_min_volume</c>.</param>
    /// <param name="supportPpm">The market's <c>repricing_support_ppm</c>.</param>
    /// <param name="roundFee">The round's fee in micros.</param>
    public static long? Fee(
        IEnumerable<(long MaxFee, long Volume)> awards, Int128 fresh, long minVolume,
        int supportPpm, long? roundFee)
    {
        var byFee = awards.OrderByDescending(award => award.MaxFee).ToList();
        // A part of a cubic foot counts as a whole one.
        var share = ((fresh * supportPpm) + 999_999) / 1_000_000;
        var support = Int128.Max(Int128.Max(1, minVolume), share);
        var freshBacked = new Stack<(long MaxFee, Int128 Volume)>();
        foreach (var (maxFee, volume) in byFee)
        {
            var part = Int128.Min(volume, fresh);
            fresh -= part;
            if (part > 0) { freshBacked.Push((maxFee, part)); }
        }
        var counted = Int128.Zero;
        foreach (var (maxFee, volume) in freshBacked)
        {
            counted += volume;
            if (counted >= support) { return maxFee == byFee[^1].MaxFee ? roundFee : maxFee; }
        }
        return null;
    }
}
