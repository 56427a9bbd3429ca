using Clearing.Allocation.Facts;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A seller's question: the fees, volume and guess in the query.</summary>
/// <param name="Fees">1 to 20 fees in micros, 0 or more.</param>
/// <param name="Volume">Cubic feet, 1 or more.</param>
/// <param name="FillPpm">The share of the space, in ppm, that the seller expects to use.</param>
/// <param name="SameQuarter">True if only the same quarter of past years counts.</param>
/// <param name="Problem">The problem of the query; null if it could be read.</param>
internal sealed record AdviceQuery(
    ImmutableArray<long> Fees, long Volume, long FillPpm, bool SameQuarter, Problem? Problem)
    : IRead
{
    private const int MaxFees = 20;
    private const long UsualFill = 800_000;
    private const long Million = 1_000_000;

    /// <summary>The question about one fee, with the usual guess.</summary>
    public static AdviceQuery Of(long fee, long volume) =>
        new([fee], volume, UsualFill, SameQuarter: false, Problem: null);

    public static ValueTask<AdviceQuery> BindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var texts = query["fees_micros"].ToString().Split(',');
        var fees = texts.Select(text => Read(text, 0, long.MaxValue)).ToArray();
        var volume = Read(query["volume"].ToString(), 1, DayFigures.MaxVolume);
        var fill = query["fill_ppm"].Count == 0
            ? UsualFill
            : Read(query["fill_ppm"].ToString(), 0, Million);
        var (same, notAFlag) = Flag.Of(context, "same_quarter");
        var wrong = fees.Length > MaxFees || fees.Any(fee => fee is null)
            ? Wrong(
                "fees_micros", query,
                $"must be 1 to {MaxFees} whole numbers of 0 or more with commas between", MaxFees)
            : volume is null
                ? Wrong(
                    "volume", query, $"must be 1 to {DayFigures.MaxVolume}", DayFigures.MaxVolume)
                : fill is null
                    ? Wrong("fill_ppm", query, $"must be 0 to {Million}", Million)
                    : notAFlag;
        return ValueTask.FromResult(new AdviceQuery(
            [.. fees.Select(fee => fee ?? 0)], volume ?? 1, fill ?? 0, same, wrong));
    }

    private static long? Read(string text, long least, long most) =>
        Integers.Read(System.Text.Encoding.UTF8.GetBytes(text), signed: false, out var value) is null
        && value >= least && value <= most
            ? value
            : null;

    private static Problem Wrong(
        string name, IQueryCollection query, string rule, long limit) =>
        Problem.Of(Codes.FieldInvalid, name, query[name].ToString(), limit, rule);
}
