namespace Clearing.Pages.Access;

/// <summary>
/// The right to what a page shows or does, named by the endpoint of the API that answers or does
/// the same. Someone who may call that endpoint may see or do this; there is no second list of
/// rights.
/// </summary>
/// <param name="Method">The endpoint's HTTP method.</param>
/// <param name="Path">The endpoint's route, under <c>/v1</c>.</param>
internal sealed record Permit(string Method, string Path)
{
    private const string Market = "/markets/{region}/{storage_type}/{period}";
    private const string Round = Market + "/rounds/{round}";
    private const string Seller = "/sellers/{seller}";
    private const string Zone = "/zones/{region}/{storage_type}";
    private const string Event = Seller + Zone + "/planned-events/{event}";

    public static readonly Permit Markets = new("GET", "/markets");
    public static readonly Permit MarketReport = new("GET", Market);
    public static readonly Permit Terms = new("GET", Market + "/terms");
    public static readonly Permit Rounds = new("GET", Market + "/rounds");
    public static readonly Permit Curve = new("GET", Round + "/curve");
    public static readonly Permit Contested = new("GET", Market + "/rounds/contested");
    public static readonly Permit ContestedOfSeller = new("GET", Seller + "/contested-rounds");
    public static readonly Permit RoundAwards = new("GET", Round + "/awards");
    public static readonly Permit Inputs = new("GET", Round + "/inputs");
    public static readonly Permit Book = new("GET", Round + "/book");
    public static readonly Permit Health = new("GET", Market + "/health");
    public static readonly Permit Inspections = new("GET", Market + "/inspections");
    public static readonly Permit MarketWebhooks = new("GET", Market + "/webhooks");
    public static readonly Permit MarketDeadLetters = new(
        "GET", Market + "/webhooks/{webhook}/dead-letters");

    public static readonly Permit OpenMarket = new("PUT", Market);
    public static readonly Permit ChangeCapacity = new("POST", Market + "/capacity");
    public static readonly Permit Curtail = new("POST", Market + "/curtailments");
    public static readonly Permit Schedule = new("POST", Market + "/calendar");
    public static readonly Permit CloseBook = new("POST", Round + "/close");
    public static readonly Permit Clear = new("POST", Round + "/clear");
    public static readonly Permit Pause = new("POST", Market + "/pause");
    public static readonly Permit Resume = new("POST", Market + "/resume");
    public static readonly Permit Settle = new("POST", Market + "/settle");
    public static readonly Permit Propose = new("POST", Market + "/proposals");
    public static readonly Permit Proposals = new("GET", Market + "/proposals");
    public static readonly Permit Approve = new("POST", Market + "/proposals/{proposal}/approve");
    public static readonly Permit Withdraw = new(
        "POST", Market + "/proposals/{proposal}/withdraw");
    public static readonly Permit Inspect = new("POST", Market + "/inspections");
    public static readonly Permit RedeliverOfMarket = new(
        "POST", Market + "/webhooks/{webhook}/redeliver");
    public static readonly Permit TestOfMarket = new("POST", Market + "/webhooks/{webhook}/test");
    public static readonly Permit PauseOfMarket = new("POST", Market + "/webhooks/{webhook}/pause");
    public static readonly Permit ResumeOfMarket = new(
        "POST", Market + "/webhooks/{webhook}/resume");

    public static readonly Permit Bids = new("GET", Seller + "/bids");
    public static readonly Permit Statement = new("GET", Seller + "/statement");
    public static readonly Permit Allocations = new("GET", Seller + "/allocations");
    public static readonly Permit Ledger = new("GET", Seller + "/ledger");
    public static readonly Permit SellerFeed = new("GET", Seller + "/feed");
    public static readonly Permit BidFeed = new("GET", Seller + Market + "/feed");
    public static readonly Permit SellerWebhooks = new("GET", Seller + "/webhooks");
    public static readonly Permit SellerDeadLetters = new(
        "GET", Seller + "/webhooks/{webhook}/dead-letters");

    public static readonly Permit ZoneTerms = new("GET", Zone);
    public static readonly Permit Base = new("GET", Seller + Zone + "/bases/{period}");
    public static readonly Permit Advice = new("GET", Seller + Zone + "/advice/{period}");
    public static readonly Permit Days = new("GET", Seller + Zone + "/days");
    public static readonly Permit WaitingEvents = new("GET", Zone + "/planned-events");
    public static readonly Permit PlannedEvents = new("GET", Seller + Zone + "/planned-events");
    public static readonly Permit EventActs = new("GET", Seller + Zone + "/audit");
    public static readonly Permit ProposeEvent = new("POST", Seller + Zone + "/planned-events");
    public static readonly Permit ConfirmEvent = new("POST", Event + "/confirm");
    public static readonly Permit DeclineEvent = new("POST", Event + "/decline");
    public static readonly Permit WithdrawEvent = new("POST", Event + "/withdraw");

    public static readonly Permit Place = new("POST", Seller + "/bids");
    public static readonly Permit Amend = new("POST", Seller + "/amendments");
    public static readonly Permit Cancel = new("POST", Seller + "/cancellations");
    public static readonly Permit Relinquish = new("POST", Seller + "/relinquishments");
    public static readonly Permit EndRest = new("POST", Seller + "/ends");
    public static readonly Permit Import = new("POST", Seller + "/imports");
    public static readonly Permit RedeliverOfSeller = new(
        "POST", Seller + "/webhooks/{webhook}/redeliver");
    public static readonly Permit TestOfSeller = new("POST", Seller + "/webhooks/{webhook}/test");
    public static readonly Permit PauseOfSeller = new("POST", Seller + "/webhooks/{webhook}/pause");
    public static readonly Permit ResumeOfSeller = new(
        "POST", Seller + "/webhooks/{webhook}/resume");

    /// <summary>Every permit that there is.</summary>
    public static IEnumerable<Permit> All() =>
        typeof(Permit).GetFields().Select(permit => permit.GetValue(null)).OfType<Permit>();
}
