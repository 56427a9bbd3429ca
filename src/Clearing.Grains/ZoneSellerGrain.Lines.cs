using Clearing.Allocation.Attributions;
using Clearing.Allocation.Sellers;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Grains;

public sealed partial class ZoneSellerGrain
{
    private static readonly TimeSpan DutyPeriod = TimeSpan.FromMinutes(1);

    private SalesTeller? _teller;
    private DutyReminder? _duty;

    private DutyReminder Duty => _duty ??= new DutyReminder(this, DutyPeriod);

    private SalesTeller Teller => _teller ??= new SalesTeller(
        this, () => _grains.GetGrain<ISellerInbox>(_seller), () => State, Commit, () => Ending);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        Teller.Start();
    }

    /// <inheritdoc/>
    public Task<LinePage> Lines(string market, DateOnly after, int most)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxFacts);
        return Answer(State.Lines(market, after, most));
    }

    /// <inheritdoc/>
    public async Task Accept(Notice notice)
    {
        var (terms, at) = (await KnownTerms(), notice.At!.Value);
        var told = new ToldNotice(notice, terms.DayAt(at) ?? throw UnknownTimeZone(terms));
        if (!State.TakesPart) { await Register.Enter(_seller); }
        await Commit(State.Take(told, terms.Rules.CarryUseDays, DayIn(terms)));
        if (notice.Settled) { await Teller.Tell(); }
        Teller.Start();
    }

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // An activation that was overtaken has nothing to send, and only this call keeps it alive.
        await Confirm();
        Teller.Start();
        await Duty.EndIf(State.IsAllTold && IsDurable);
    }

    // What an open market owes is sent at its settlement at the latest, and the bill of a month at the
    // month's end. After that only a fact, or a base that is announced late, corrects them, and
    // nobody would ask again: the reminder is set first, so that a correction is never without its
    // wake-up.
    private async Task PromiseCorrections(IEnumerable<DateOnly> days, ZoneDay zone)
    {
        var carryUseDays = zone.Terms.Rules.CarryUseDays;
        if (days.Any(day =>
            State.MayCorrect(day, carryUseDays) || State.MayCorrectBill(day, zone)))
        {
            await Duty.Promise();
        }
    }
}
