using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>Checks that the journal has what clients were told, once, and nothing else.</summary>
internal sealed class HistoryChecker(Truth truth, History history, Action<string> fail)
{
    public void Check()
    {
        foreach (var command in history.Commands) { Check(command); }
        foreach (var surprise in history.Surprises) { fail($"Surprise: {surprise}"); }
        CheckNothingInvented();
    }

    private void Check(Command command)
    {
        switch (command.Body)
        {
            case Bid bid: CheckBid(command, bid); break;
            case Amendment body:
                CheckOnce(command, AmendStatus.Amended, truth.InMarket<BidAmended>(command.Market)
                    .Count(e => e.Amendment == body));
                break;
            case Cancellation body:
                CheckOnce(command, CancelStatus.Cancelled, truth.InMarket<BidCancelled>(command.Market)
                    .Count(e => e.Cancellation == body));
                break;
            case Relinquishment body:
                CheckOnce(command, RelinquishStatus.OnOffer, truth.InMarket<VolumeOffered>(command.Market)
                    .Count(e => e.Relinquishment == body));
                break;
            case CapacityChange body:
                CheckOnce(command, CapacityStatus.Changed, truth.InMarket<CapacityChanged>(command.Market)
                    .Count(e => e.Change == body));
                break;
            case SalesReport body:
                CheckOnce(command, ReportStatus.Recorded, truth.InSeller<SalesReported>(command.Seller)
                    .Count(e => e.Report == body));
                break;
            case SalesReview body: CheckReview(command, body); break;
            case UseReport body:
                CheckOnce(command, ReportStatus.Recorded, truth.InSeller<UseReported>(command.Seller)
                    .Count(e => e.Report == body));
                break;
            case Correction body:
                CheckOnce(command, ReportStatus.Recorded, truth.InSeller<Corrected>(command.Seller)
                    .Count(e => e.Correction == body));
                break;
            default: CheckOperator(command); break;
        }
    }

    private void CheckReview(Command command, SalesReview review)
    {
        var times = truth.InSeller<SalesReviewed>(command.Seller).Count(e => e.Review == review);
        if (times > 1) { fail($"{command} is recorded {times} times"); }
        var recorded = times == 1;
        var settled = truth.InMarket<MarketSettled>(command.Market).Any();
        foreach (var answer in command.Answers.Cast<ReviewStatus>())
        {
            var isTrue = answer switch
            {
                ReviewStatus.Reviewed => recorded,
                ReviewStatus.MarketSettled => settled,
                _ => false,
            };
            if (isTrue) { continue; }
            fail($"{command} was answered {answer}; recorded: {recorded}, settled: {settled}");
        }
    }

    /// <summary>Checks that all answers to a bid agree with its first outcome.</summary>
    private void CheckBid(Command command, Bid bid)
    {
        var placed = truth.InMarket<BidsPlaced>(command.Market)
            .SelectMany(e => e.Bids).Where(other => other.Seller == bid.Seller)
            .Select((other, i) => (Bid: other, Number: i + 1L))
            .Where(entry => entry.Bid == bid).ToArray();
        if (placed.Length > 1) { fail($"{command} is in the journal {placed.Length} times"); }
        if (placed.Length > 0 && !truth.Seller(bid.Seller).Markets.ContainsKey(command.Market))
        {
            fail($"{command} is in the journal, and its seller does not take part");
        }
        var answers = Binding<BidReceipt>(command, receipt => receipt.Status == BidStatus.MarketUnknown)
            .Where(receipt => receipt.Status is not (
                BidStatus.OpenBidsFull or BidStatus.CommandsFull or BidStatus.RefusalsFull))
            .ToArray();
        foreach (var receipt in answers)
        {
            var accepted = receipt.Status == BidStatus.Accepted;
            if (receipt.BidId != bid.Id) { fail($"{command} was answered {receipt}"); }
            if (accepted != (placed.Length == 1)
                || (accepted && receipt.Number != placed[0].Number))
            {
                fail($"{command} was answered {receipt}; the journal has it {placed.Length} times");
            }
            if (receipt.Status == BidStatus.MarketSettled
                && !truth.InMarket<MarketSettled>(command.Market).Any())
            {
                fail($"{command} was refused as settled while the market was open");
            }
        }
        CheckAgreement(command, answers);
    }

    private void CheckOnce<TStatus>(Command command, TStatus done, int times)
        where TStatus : struct, Enum
    {
        if (times > 1) { fail($"{command} is in the journal {times} times"); }
        var answers = Binding<TStatus>(command, IsOfNoMarket)
            .Where(answer => !IsBeyondQuota(answer)).ToArray();
        foreach (var answer in answers)
        {
            if (answer.Equals(done) != (times == 1))
            {
                fail($"{command} was answered {answer}; the journal has it {times} times");
            }
        }
        CheckAgreement(command, answers);
    }

    /// <summary>
    /// All answers except those of a market that did not exist yet, which uses up no id.
    /// </summary>
    private TAnswer[] Binding<TAnswer>(Command command, Func<TAnswer, bool> isOfNoMarket)
        where TAnswer : struct
    {
        var opened = truth.OpenedAt(command.Market);
        var early = command.Answers.Except(command.AnswersSince(opened)).Cast<TAnswer>();
        return [.. early.Where(answer => !isOfNoMarket(answer)),
            .. command.AnswersSince(opened).Cast<TAnswer>()];
    }

    // Nothing was decided, so the same command may be decided later.
    private static bool IsBeyondQuota<TStatus>(TStatus status) =>
        status is AmendStatus.RefusalsFull or AmendStatus.CommandsFull
        or CancelStatus.RefusalsFull or RelinquishStatus.RefusalsFull or ReportStatus.RefusalsFull
        or ReportStatus.ReportsFull;

    private static bool IsOfNoMarket<TStatus>(TStatus status) => status is AmendStatus.MarketUnknown
        or CancelStatus.MarketUnknown or RelinquishStatus.MarketUnknown or CapacityStatus.MarketUnknown;

    /// <summary>Checks that a refusal that uses up the id stays the only answer.</summary>
    private void CheckAgreement<TAnswer>(Command command, TAnswer[] answers)
    {
        object? recorded = truth.InMarket<MarketEvent>(command.Market).Select(e => e switch
        {
            BidRefused r when r.Bid.Equals(command.Body) => (object)new BidReceipt(r.Bid.Id, r.Status, 0),
            CancellationRefused r when r.Cancellation.Equals(command.Body) => r.Status,
            RelinquishmentRefused r when r.Relinquishment.Equals(command.Body) => r.Status,
            _ => null,
        }).FirstOrDefault(status => status is not null);
        if (recorded is not null && answers.Any(answer => !recorded.Equals(First(answer))))
        {
            fail($"{command} was answered {string.Join(", ", answers)}; the journal says {recorded}");
        }
    }

    // A repeated answer is marked as such and has the current limit.
    private static object? First<TAnswer>(TAnswer answer) =>
        answer is BidReceipt receipt ? receipt with { Repeated = false, Limit = null } : answer;

    private void CheckOperator(Command command)
    {
        var market = truth.Market(command.Market);
        foreach (var answer in command.Answers)
        {
            var holds = (command.Body, answer) switch
            {
                (MarketConfig, OpenStatus.Opened) => truth.InMarket<MarketOpened>(command.Market).Any()
                    && Same(market.Config, (MarketConfig)command.Body),
                (MarketConfig, OpenStatus.ConfigDiffers) => !Same(market.Config, (MarketConfig)command.Body),
                (ScheduledRound round, ScheduleStatus.Scheduled) => market.Scheduled.Contains(round),
                (CloseOf close, CloseStatus.Closed) => market.Closes.ContainsKey(close.Round),
                (RoundTerms terms, ClearReceipt receipt) => Holds(market, terms, receipt),
                (ProposalOf asked, ApprovalReceipt { Status: ApprovalStatus.Done }) =>
                    truth.InMarket<ActProposed>(command.Market)
                        .Count(e => e.Id == asked.Id && e.What == asked.What) == 1,
                (DecisionOn { Approves: true } made, ApprovalReceipt { Status: ApprovalStatus.Done }) =>
                    truth.InMarket<ActApproved>(command.Market).Count(e => e.Id == made.Id) == 1,
                (DecisionOn { Approves: false } made, ApprovalReceipt { Status: ApprovalStatus.Done }) =>
                    truth.InMarket<ActWithdrawn>(command.Market).Count(e => e.Id == made.Id) == 1,
                (StageOf { Verb: "settle" }, SettleStatus.Settled) => market.Stage == MarketStage.Settled,
                (StageOf { Verb: "pause" }, PauseStatus.Done) => market.Pauses > 0,
                _ => true,
            };
            if (!holds) { fail($"{command} was answered {answer}, which the journal does not bear out"); }
        }
    }

    private static bool Holds(MarketModel market, RoundTerms terms, ClearReceipt receipt) =>
        receipt.Status switch
        {
            ClearStatus.Cleared => receipt.Report is { } report && report.Terms == terms
                && market.Outcomes.Any(of => of.Terms == terms && of.ResultHash == report.ResultHash),
            ClearStatus.TermsDiffer => market.Outcomes.Any(
                of => of.Terms.Round == terms.Round && of.Terms != terms),
            ClearStatus.RoundPassed => market.Rounds.Keys.Any(round => round > terms.Round),
            ClearStatus.MarketSettled => market.Stage == MarketStage.Settled,
            _ => true,
        };

    /// <summary>Checks that the journal has nothing that no client sent.</summary>
    private void CheckNothingInvented()
    {
        var proposed = history.Commands.Select(c => c.Body).OfType<ProposalOf>().Select(p => p.What);
        var sent = history.Commands.Select(command => command.Body)
            .Concat(proposed.SelectMany(what => new object?[] { what, what.Void, what.Capacity }
                .OfType<object>()))
            .Concat(history.Commands.Select(c => c.Body).OfType<ScheduledRound>().Select(r => r.Terms))
            .ToHashSet();
        var bodies = truth.MarketEvents.Values.SelectMany(events => events).SelectMany(BodiesOf)
            .Concat(truth.SellerEvents.Values.SelectMany(events => events).SelectMany(BodiesOf));
        foreach (var body in bodies)
        {
            if (!sent.Contains(body)) { fail($"Nobody sent {body}"); }
        }
    }

    private static IEnumerable<object> BodiesOf(MarketEvent happened) => happened switch
    {
        BidsPlaced e => e.Bids,
        BidRefused e => [e.Bid],
        BidAmended e => [e.Amendment],
        BidCancelled e => [e.Cancellation],
        VolumeOffered e => [e.Relinquishment],
        CapacityChanged e => [e.Change],
        RoundScheduled e => [e.Round],
        RoundCleared e => [e.Terms],
        RoundProvisional e => [e.Outcome.Terms],
        ActProposed e => [e.What],
        _ => [],
    };

    private static IEnumerable<object> BodiesOf(SellerEvent happened) => happened switch
    {
        SalesReported e => [e.Report],
        SalesReviewed e => [e.Review],
        UseReported e => [e.Report],
        Corrected e => [e.Correction],
        _ => [],
    };

    private static bool Same(MarketConfig a, MarketConfig b) =>
        a with { SellerCaps = [] } == b with { SellerCaps = [] } && a.SellerCaps.SequenceEqual(b.SellerCaps);
}
