using Clearing.Pages.Access;
using Clearing.Pages.Sellers;

namespace Clearing.Pages.Reading;

internal sealed partial class ClusterSession
{
    /// <summary>Reads a file of bids as an import does, and places nothing.</summary>
    public async Task<Answer<CheckedFile>> CheckImport(
        string seller, MarketConfig config, string market, byte[] csv)
    {
        if (await Refused(Permit.Import, seller, market) is { } refused) { return refused; }
        return CheckedFile.Of(csv, ImportEndpoints.Check(csv, seller, config, market));
    }

    /// <summary>Places the bids of a file that was checked; each is decided separately.</summary>
    /// <returns>The rows that the market refused, by line.</returns>
    public async Task<Answer<ImmutableArray<RefusedRow>>> Import(
        string seller, string market, CheckedFile file)
    {
        if (await Refused(Permit.Import, seller, market) is { } refused) { return refused; }
        try
        {
            var answer = await ImportEndpoints.Place(
                seller, market, file.Bids!, cluster, CancellationToken.None);
            return answer.Refused.Select(row => new RefusedRow(row.Line, row.BidId, row.Status))
                .ToImmutableArray();
        }
        catch (OutcomeUnknownException unknown)
        {
            return Unanswered(unknown, Codes.OutcomeUnknown);
        }
        catch (AccessDeniedException)
        {
            return Failure.Of(Problem.Of(Codes.Forbidden));
        }
    }
}
