using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>
/// Checks that every winner was notified once of its market's decisions, and nobody was notified
/// of anything else.
/// </summary>
internal sealed class TellingChecker(Truth truth, Action<string> fail)
{
    public void Check()
    {
        foreach (var market in truth.Markets.Values)
        {
            if (market.UntoldCount != 0) { fail($"{market.Key}: {market.UntoldCount} notices were never told"); }
            foreach (var (telling, due) in market.Due)
            {
                foreach (var notice in due.Values) { CheckTold(telling, notice); }
            }
        }
        foreach (var seller in truth.Sellers.Values)
        {
            foreach (var market in seller.Markets.Values) { CheckDue(seller.Seller, market); }
        }
    }

    private void CheckTold(int telling, Notice due)
    {
        var market = truth.Seller(due.Seller).Markets.GetValueOrDefault(due.Market);
        var accepted = market?.Notices.Count(told => told.Notice.Number == telling) ?? 0;
        if (accepted != 1) { fail($"{due.Seller} was told {due} {accepted} times"); }
    }

    private void CheckDue(string seller, SellerMarketModel market)
    {
        foreach (var told in market.Notices.Select(accepted => accepted.Notice))
        {
            var due = truth.Market(market.Market).Due.GetValueOrDefault(told.Number)
                ?.GetValueOrDefault(seller);
            if (due is null) { fail($"{seller} was told {told}, which was not due"); }
            else if (!Same(told, due)) { fail($"{seller} was told {Show(told)}; due was {Show(due)}"); }
        }
        foreach (var award in market.Awards.Where(award => award.Postings != 1))
        {
            fail($"{seller} has {award.Postings} postings of award {award.Granted.Id}");
        }
    }

    private static bool Same(Notice told, Notice due) =>
        told with { Awards = [], Releases = [] } == due with { Awards = [], Releases = [] }
        && told.Awards.SequenceEqual(due.Awards) && told.Releases.SequenceEqual(due.Releases);

    private static string Show(Notice notice) =>
        $"{notice} awards {string.Join(", ", notice.Awards)} releases {string.Join(", ", notice.Releases)}";
}
