using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Processes.ManySilos;

/// <summary>Compares acknowledged bids and awards with the journal.</summary>
internal static class Verification
{
    /// <summary>Lists everything that is wrong; empty if nothing is.</summary>
    internal static async Task<IReadOnlyList<string>> Run(
        IReadOnlyJournal journal,
        IEnumerable<(string Market, Bid Bid)> acknowledged,
        IReadOnlyList<(string Market, Award Award)> awards)
    {
        List<string> wrong = [];
        foreach (var market in acknowledged.GroupBy(one => one.Market))
        {
            var stored = await Bids(journal, market.Key);
            wrong.AddRange(stored.GroupBy(bid => bid.Id).Where(same => same.Count() > 1)
                .Select(same => $"{market.Key}: {same.Key} stands {same.Count()} times"));
            var byId = stored.GroupBy(bid => bid.Id).ToDictionary(same => same.Key, same => same.First());
            wrong.AddRange(market.Where(one => !byId.TryGetValue(one.Bid.Id, out var bid) || bid != one.Bid)
                .Select(one => $"{market.Key}: {one.Bid.Id} was acknowledged and is not there"));
        }
        var posted = await Postings(journal);
        var due = awards.Select(one => $"{one.Award.Seller} {one.Market} {one.Award.Id}").ToList();
        wrong.AddRange(posted.GroupBy(one => one).Where(same => same.Count() > 1)
            .Select(same => $"posted {same.Count()} times: {same.Key}"));
        wrong.AddRange(due.Except(posted).Select(one => $"not posted: {one}"));
        wrong.AddRange(posted.Except(due).Select(one => $"posted without an award: {one}"));
        return wrong;
    }

    private static async Task<List<Bid>> Bids(IReadOnlyJournal journal, string market)
    {
        var stream = Streams.OfMarket(market);
        List<Bid> bids = [];
        await foreach (var stored in journal.Read(stream, 0))
        {
            if (Codecs.Market.Decode(stream, stored) is BidsPlaced placed) { bids.AddRange(placed.Bids); }
        }
        return bids;
    }

    private static async Task<List<string>> Postings(IReadOnlyJournal journal)
    {
        List<string> posted = [];
        await foreach (var seller in journal.Streams(Streams.SellerPrefix))
        {
            await foreach (var stored in journal.Read(seller.Name, 0))
            {
                if (Codecs.Seller.Decode(seller.Name, stored) is not NoticeAccepted told) { continue; }
                posted.AddRange(told.Postings.Where(posting => posting.Cause == Cause.Award)
                    .Select(p => $"{told.Notice.Seller} {told.Notice.Market} {p.Reference}"));
            }
        }
        return posted;
    }
}
