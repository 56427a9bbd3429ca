using Clearing.Pages.Access;
using Clearing.Pages.Rounds;

namespace Clearing.Pages.Reading;

internal sealed partial class ClusterSession
{
    private const int BookPage = 10_000;

    /// <summary>
    /// The most rows of a closed book that a page recomputes; larger ones are for programs.
    /// </summary>
    public const int MaxRows = 200_000;

    /// <summary>
    /// Fetches everything on which a round was decided and clears it again with a second, simpler
    /// implementation of the rules.
    /// </summary>
    public async Task<Answer<RecomputedRound>> Recompute(string market, int round)
    {
        if (await Refused(Permit.Book, null, market) is { } refused) { return refused; }
        try
        {
            var grain = cluster.Market(market);
            var inputs = await cluster.Ask(grain.Inputs(round), CancellationToken.None);
            if (inputs is null)
            {
                return Failure.Of(Problem.Of(Codes.RoundUnknown, "round", $"{round}"));
            }
            var report = await cluster.Ask(grain.Report(), CancellationToken.None);
            if (!_caller!.SeesBooks(report.Stage)) { return Failure.Of(Problem.Of(Codes.Sealed)); }
            if (inputs.Report.Bids > MaxRows)
            {
                return new Failure(
                    Codes.BodyTooLarge, "The book is too large to be recomputed in a page.", "bids",
                    $"{inputs.Report.Bids}", MaxRows, "Use the API’s inputs, book and offers.");
            }
            var rows = await Book(grain, round);
            var steps = RecomputingLimit.StepsOf(inputs.Config.TieRule, rows);
            if (steps > RecomputingLimit.MaxSteps)
            {
                return new Failure(
                    Codes.BodyTooLarge, "Sharing space among bids with min volumes would take too long in a page.",
                    "steps", $"{steps}", RecomputingLimit.MaxSteps, "Use the API’s inputs, book and offers.");
            }
            var offers = await Offers(grain, round, inputs.Offers);
            var recorded = await cluster.Ask(
                grain.Awards(round, 0, int.MaxValue), CancellationToken.None);
            return await Task.Run(
                () => RecomputedRound.Of(market, inputs, rows, offers, recorded, clock));
        }
        catch (OutcomeUnknownException unknown)
        {
            return Unanswered(unknown, Codes.Unavailable);
        }
        catch (AccessDeniedException)
        {
            return Failure.Of(Problem.Of(Codes.Forbidden));
        }
    }

    private async Task<List<BookRow>> Book(IRoundGrain grain, int round)
    {
        var rows = new List<BookRow>();
        while (true)
        {
            var page = await cluster.Ask(
                grain.Book(round, rows.Count == 0 ? 0 : rows[^1].Sequence, BookPage),
                CancellationToken.None);
            rows.AddRange(page);
            if (page.Length < BookPage) { return rows; }
        }
    }

    private async Task<List<Offer>> Offers(IRoundGrain grain, int round, int count)
    {
        var offers = new List<Offer>();
        while (offers.Count < count)
        {
            offers.AddRange(await cluster.Ask(
                grain.Offers(round, offers.Count, BookPage), CancellationToken.None));
        }
        return offers;
    }
}
