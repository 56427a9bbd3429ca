using Clearing.Formats;
using Clearing.Market.Erasing;

namespace Clearing.Gateway;

/// <summary>CSV files that are sent to a zone.</summary>
internal static class ZoneCsv
{
    /// <summary>Reads such a file, or says why it is refused: the body, the zone, or what the file has.</summary>
    /// <param name="cluster">The cluster, which knows the zone.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="context">The request.</param>
    /// <param name="most">The most bytes that a file may have.</param>
    /// <param name="read">Reads a file, whose name it takes for its errors.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<(TFile? File, Problem? Problem)> ReadCsv<TFile>(
        this Cluster cluster, ZoneInPath zone, HttpContext context, int most,
        Func<Stream, string, Parsed<TFile>> read, CancellationToken cancellationToken)
        where TFile : class
    {
        var (bytes, problem) = await BodyBytes.ReadCsv(context, most);
        problem ??= (await cluster.Find(zone, cancellationToken)).Problem;
        if (problem is not null) { return (null, problem); }
        using var csv = new MemoryStream(bytes!, writable: false);
        var parsed = read(csv, "body");
        return parsed.IsValid(out var file)
            ? (file, null)
            : (null, ImportEndpoints.Wrong(parsed.Errors, "recorded"));
    }

    /// <summary>
    /// The problem of a file that names a seller that was erased; null if none was. Nobody acts for one, and
    /// that must not be found when others are recorded.
    /// </summary>
    /// <param name="rows">The sellers of the file's rows, with their lines.</param>
    public static Problem? ErasedOf(IEnumerable<(string Seller, long Line)> rows) =>
        rows.FirstOrDefault(row => SurrogateRule.IsErased(row.Seller)) is (not null, _) erased
            ? Problem.Of(
                Codes.Forbidden, "seller", erased.Seller,
                detail: $"Line {erased.Line} names a seller that was erased. Nothing was recorded.")
            : null;
}
