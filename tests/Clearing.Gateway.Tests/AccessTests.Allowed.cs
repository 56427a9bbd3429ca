namespace Clearing.Gateway.Tests;

public sealed partial class AccessTests
{
    private const string Market = "/v1/markets/{region}/{storage_type}/{period}";
    private const string Seller = "/v1/sellers/{seller}";
    private const string Zone = "/zones/{region}/{storage_type}";

    // S the seller itself, O an operator of the region, A an auditor, * anyone without a token.
    private static readonly Dictionary<string, string> Allowed = new(
    [
        .. Webhooks(Seller, "S", "SA"), .. Webhooks(Seller + Zone, "S", "SA"),
        .. Webhooks(Seller + Market[3..], "S", "S"), .. Webhooks(Market, "O", "OA"),
    ])
    {
        ["POST " + Seller + "/bids"] = "S",
        ["POST " + Seller + "/bids/batch"] = "S",
        ["POST " + Seller + "/amendments/batch"] = "S",
        ["POST " + Seller + "/cancellations/batch"] = "S",
        ["GET " + Seller + "/markets/bids"] = "S",
        ["GET " + Seller + "/markets/bids/feed"] = "S",
        ["GET " + Seller + "/bids"] = "S",
        ["GET " + Seller + "/bids/{bid}"] = "S",
        ["GET " + Seller + "/bids/{bid}/whatif"] = "S",
        ["POST " + Seller + "/amendments"] = "S",
        ["POST " + Seller + "/cancellations"] = "S",
        ["POST " + Seller + "/relinquishments"] = "S",
        ["POST " + Seller + "/ends"] = "S",
        ["GET " + Seller + "/statement"] = "SOA",
        ["GET " + Seller + "/awards"] = "SOA",
        ["GET " + Seller + "/allocations"] = "SOA",
        ["GET " + Seller + Market[3..] + "/rounds/{round}/proof"] = "S",
        ["GET " + Seller + "/ledger.csv"] = "SOA",
        ["GET " + Seller + "/ledger"] = "SOA",
        ["GET " + Seller + "/audit"] = "OA",
        ["PUT " + Seller + "/bases/{region}/{storage_type}"] = "O",
        ["POST " + Seller + "/sales"] = "S",
        ["POST " + Seller + "/sales/batch"] = "S",
        ["GET " + Seller + "/sales"] = "SOA",
        ["POST " + Seller + "/sales/reviews"] = "O",
        ["POST " + Seller + "/uses"] = "S",
        ["POST " + Seller + "/corrections"] = "O",
        ["POST " + Seller + "/imports"] = "S",
        ["GET " + Seller + "/feed"] = "SA",
        ["GET " + Seller + "/lines"] = "SOA",
        ["GET " + Seller + "/contested-rounds"] = "SOA",
        ["GET " + Market + "/feed"] = "SOA",
        ["GET " + Market + "/config"] = "OA",
        ["POST " + Seller + Zone + "/reports"] = "SO",
        ["POST " + Seller + Zone + "/reports/batch"] = "SO",
        ["POST " + Seller + Zone + "/returns"] = "SO",
        ["PUT " + Seller + Zone + "/profile"] = "O",
        ["GET " + Seller + Zone + "/profile"] = "SOA",
        ["GET " + Seller + Zone + "/days"] = "SOA",
        ["GET " + Seller + Zone + "/score"] = "SOA",
        ["POST " + Seller + Zone + "/planned-events"] = "SO",
        ["POST " + Seller + Zone + "/planned-events/confirmed"] = "O",
        ["POST " + Seller + Zone + "/planned-events/{event}/confirm"] = "O",
        ["POST " + Seller + Zone + "/planned-events/{event}/decline"] = "O",
        ["POST " + Seller + Zone + "/planned-events/{event}/withdraw"] = "O",
        ["GET " + Seller + Zone + "/planned-events"] = "SOA",
        ["GET " + Seller + Zone + "/audit"] = "OA",
        ["GET /v1" + Zone + "/planned-events"] = "OA",
        ["GET " + Seller + Zone + "/overage/{month}"] = "SOA",
        ["GET " + Seller + Zone + "/warnings"] = "SOA",
        ["GET " + Seller + Zone + "/feed"] = "SA",
        ["GET " + Seller + Market[3..] + "/feed"] = "S",
        ["GET " + Seller + Zone + "/bases/{period}"] = "SOA",
        ["GET " + Seller + Zone + "/advice/{period}"] = "SOA",
        ["POST /v1" + Zone + "/runs"] = "O",
        ["GET /v1" + Zone + "/runs"] = "OA",
        ["GET /v1" + Zone + "/runs/{run}"] = "OA",
        ["GET /v1" + Zone + "/runs/{run}/sellers"] = "OA",
        ["POST /v1" + Zone + "/runs/{run}/confirm"] = "O",
        ["POST /v1" + Zone + "/schedule"] = "O",
        ["GET /v1" + Zone + "/schedule"] = "OA",
        ["DELETE /v1" + Zone + "/schedule/{schedule}"] = "O",
        ["POST /v1" + Zone + "/projections"] = "O",
        ["POST /v1" + Zone + "/projections/imports"] = "O",
        ["POST /v1" + Zone + "/profiles/imports"] = "O",
        ["POST /v1" + Zone + "/cuts"] = "O",
        ["GET /v1" + Zone + "/cuts"] = "OA",
        ["POST /v1" + Zone + "/overrides"] = "O",
        ["GET /v1" + Zone + "/overrides/{period}"] = "OA",
        ["PUT /v1" + Zone] = "O",
        ["GET /v1" + Zone] = "SOA",
        ["GET /v1" + Zone + "/audit"] = "OA",
        ["POST /v1" + Zone + "/imports"] = "O",
        ["GET /v1" + Zone + "/calendar/{period}"] = "SOA",
        ["GET /v1/markets"] = "SOA",
        ["POST /v1/markets/batch"] = "O",
        ["GET /v1/overview"] = "SOA",
        ["PUT " + Market] = "O",
        ["GET " + Market] = "OA",
        ["GET " + Market + "/terms"] = "SOA",
        ["POST " + Market + "/capacity"] = "O",
        ["POST " + Market + "/curtailments"] = "O",
        ["GET " + Market + "/curtailments"] = "OA",
        ["GET " + Market + "/health"] = "OA",
        ["GET /v1/regions/{region}/health"] = "OA",
        ["GET " + Market + "/health.html"] = "OA",
        ["GET /v1/regions/{region}/health.html"] = "OA",
        ["POST " + Market + "/backtest"] = "OA",
        ["POST /v1/regions/{region}/backtest"] = "OA",
        ["POST " + Market + "/pause"] = "O",
        ["POST " + Market + "/resume"] = "O",
        ["POST " + Market + "/settle"] = "O",
        ["GET " + Market + "/calendar"] = "SOA",
        ["POST " + Market + "/calendar"] = "O",
        ["PUT " + Market + "/calendar/{round}"] = "O",
        ["DELETE " + Market + "/calendar/{round}"] = "O",
        ["GET " + Market + "/sellers"] = "OA",
        ["GET " + Market + "/statements.csv"] = "OA",
        ["GET " + Market + "/trial-balance"] = "OA",
        ["POST " + Market + "/proposals"] = "O",
        ["GET " + Market + "/proposals"] = "OA",
        ["POST " + Market + "/proposals/{proposal}/approve"] = "O",
        ["POST " + Market + "/proposals/{proposal}/withdraw"] = "O",
        ["GET " + Market + "/rounds"] = "SOA",
        ["GET " + Market + "/rounds/contested"] = "SOA",
        ["GET " + Market + "/rounds/{round}"] = "SOA",
        ["POST " + Market + "/rounds/{round}/close"] = "O",
        ["POST " + Market + "/rounds/{round}/clear"] = "O",
        ["GET " + Market + "/rounds/{round}/awards"] = "OA",
        ["GET " + Market + "/rounds/{round}/awards.csv"] = "OA",
        ["GET " + Market + "/rounds/{round}/curve"] = "SOA",
        ["GET " + Market + "/rounds/{round}/fees"] = "SOA",
        ["GET " + Market + "/rounds/{round}/inputs"] = "SOA",
        ["GET " + Market + "/rounds/{round}/book"] = "SOA",
        ["GET " + Market + "/rounds/{round}/offers"] = "SOA",
        ["POST " + Market + "/inspections"] = "O",
        ["GET " + Market + "/inspections"] = "SOA",
        ["GET " + Market + "/audit"] = "OA",
        ["GET /v1/audit/keys"] = "A",
        ["GET /v1/audit/denied"] = "A",
        ["GET /v1/problems"] = "*SOA",
        ["GET /v1/problems/{code}"] = "*SOA",
    };

    private static IEnumerable<KeyValuePair<string, string>> Webhooks(
        string source, string owner, string readers)
    {
        const string One = "/webhooks/{webhook}";
        yield return new($"GET {source}/webhooks", readers);
        yield return new($"GET {source}{One}", readers);
        yield return new($"GET {source}{One}/dead-letters", readers);
        yield return new($"GET {source}{One}/audit", readers);
        yield return new($"PUT {source}{One}", owner);
        yield return new($"DELETE {source}{One}", owner);
        foreach (var act in new[] { "rotate", "test", "pause", "resume", "redeliver" })
        {
            yield return new($"POST {source}{One}/{act}", owner);
        }
    }
}
