using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Grains;

public sealed partial class SellerGrain
{
    /// <inheritdoc/>
    public async Task<ReportStatus> Correct(Correction correction) =>
        (await AddCorrection(correction)).Status;

    /// <inheritdoc/>
    public async Task<ReportReceipt> AddCorrection(Correction correction)
    {
        await LearnSettlement(correction.Market);
        // A market in which the seller has nothing refuses the correction anyway.
        var allowed = !await TakesPart(correction.Market)
            || await Round(correction.Market).MayCorrect(new(Key, correction));
        return await Decide(correction.Market, correction.Id, () =>
        {
            var (answer, events) = State.Correct(correction, allowed);
            return new(answer, events.By(Acts.Now(Clock)));
        });
    }

    // Markets notify those that won. Who owes only for use above the limit asks when somebody wants to
    // know: not when it is billed, because the market may be what waits for that.
    private async Task LearnSettlement(string market)
    {
        if (!State.AsksForSettlement(market)) { return; }
        if (await Round(market).SettlementFor(Seller) is { } notice)
        {
            await Keep(State.AcceptSettlement(notice));
        }
    }
}
