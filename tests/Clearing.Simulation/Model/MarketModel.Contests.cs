using Clearing.Market;

namespace Clearing.Simulation;

internal sealed partial class MarketModel
{
    private readonly Dictionary<string, ActProposed> _asked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _decided = new(StringComparer.Ordinal);
    private string? _justApproved;
    private Clearance? _provisional;

    /// <summary>Every outcome that was published, whether it bound or not.</summary>
    public List<RoundCleared> Outcomes { get; } = [];

    /// <summary>When the provisional round binds; null if none is.</summary>
    public DateTimeOffset? BindsAt => _provisional?.BindsAt;

    private void Apply(RoundProvisional provisional)
    {
        var outcome = provisional.Outcome;
        if (Config.ContestWindowSeconds == 0 || _provisional is not null || provisional.At is null)
        {
            Wrong("is provisional out of turn", outcome);
        }
        if (Clear(outcome) is not { } clearance) { return; }
        _provisional = clearance with
        {
            BindsAt = provisional.At!.Value.AddSeconds(Config.ContestWindowSeconds),
        };
        Outcomes.Add(outcome);
        LeaveCalendar(outcome.Terms.Round);
    }

    private void Apply(RoundVoided voided)
    {
        var asked = _asked.GetValueOrDefault(voided.Proposal);
        if (_provisional?.Outcome.Terms.Round != voided.Round || asked?.What.Void?.Round != voided.Round
            || _justApproved != voided.Proposal || voided.At >= _provisional.BindsAt)
        {
            Wrong("is voided out of turn", voided);
        }
        _provisional = null;
    }

    // What binds is what was published last, once its window is over.
    private Clearance? Binding(RoundCleared cleared)
    {
        if (Config.ContestWindowSeconds == 0) { return Clear(cleared); }
        var published = _provisional;
        if (published?.Outcome.ResultHash != cleared.ResultHash || cleared.At < published.BindsAt)
        {
            Wrong("binds what is not provisional, or too early", cleared);
        }
        _provisional = null;
        return published;
    }

    private void Apply(ActProposed proposed)
    {
        if (!_asked.TryAdd(proposed.Id, proposed) || proposed.Act is not { Reason: not null })
        {
            Wrong("is proposed twice, or without a reason", proposed);
        }
    }

    private void Apply(ActApproved approved)
    {
        var asked = _asked.GetValueOrDefault(approved.Id);
        if (asked is null || !_decided.Add(approved.Id) || approved.Act is not { } act
            || act.By == asked.Act!.By || act.At >= asked.ExpiresAt)
        {
            Wrong("is approved by nobody else, too late or twice", approved);
        }
        _justApproved = approved.Id;
    }

    private void Apply(ActWithdrawn withdrawn)
    {
        if (!_asked.ContainsKey(withdrawn.Id) || !_decided.Add(withdrawn.Id))
        {
            Wrong("withdraws nothing", withdrawn);
        }
    }

    // It is told of the outcome just before it, and the journal never lacks it.
    private void Apply(MarketAlarmed alarmed)
    {
        if (Outcomes is not [.., var last] || last.Terms.Round != alarmed.Round
            || last.RoundFee != last.LowestGranted)
        {
            Wrong("alarms without a cause", alarmed);
        }
    }

    /// <summary>An independent clearing, before it binds.</summary>
    private sealed record Clearance(
        RoundCleared Outcome, ModelBid[] Book, long Delta, NaiveClearing Naive, long Granted, long Fresh,
        long? RepricedTo, DateTimeOffset BindsAt = default);
}
