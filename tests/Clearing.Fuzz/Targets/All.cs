using Clearing.Formats;
using Clearing.Grains.Events;

namespace Clearing.Fuzz;

/// <summary>Every parser of the product.</summary>
internal static class All
{
    private static readonly string Market = Streams.OfMarket(Story.MarketKey);
    private static readonly string Seller = Streams.OfSeller("one");
    private static readonly string Webhooks = Streams.OfWebhooks(Seller);

    public static IReadOnlyList<ITarget> Targets() =>
    [
        new CsvTarget<BidTable>("bids.csv", (input, file) => BidFile.Read(input, file),
            "bid_id,seller,region,round,max_fee_micros,max_volume,min_volume,submitted_at\n"
            + "b1,s1,R01/standard,1,2250000,100,50,2023-01-01T01:18:36Z\n"
            + "\"b2\",s2,R02/cold,2,0,9223372036854775807,0,\n"),
        new CsvTarget<CapacityFile>("capacity.csv", CapacityFile.Read,
            "region,round,capacity_delta,reserve_fee_micros\nr,1,5,0\nr,2,-700,1000000\n"),
        new CsvTarget<ChangeFile>("changes.csv", ChangeFile.Read,
            "region,round,bid_id,op,max_fee_micros\nr,2,b1,amend,1000000\nr,3,b2,cancel,\n"),
        new ScenarioTarget(),
        new JournalTarget("market payload", Market, verify: false),
        new JournalTarget("seller payload", Seller, verify: false),
        new JournalTarget("webhook payload", Webhooks, verify: false),
        new JournalTarget("verified market payload", Market, verify: true),
        new JournalTarget("verified seller payload", Seller, verify: true),
        new JournalTarget("verified webhook payload", Webhooks, verify: true),
        new CommandLineTarget(),
    ];
}
