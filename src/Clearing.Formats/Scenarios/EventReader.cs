using Clearing.Market;

namespace Clearing.Formats;

/// <summary>Reads the events of a scenario.</summary>
/// <remarks>
/// Input that no event can have, such as text for a volume, is an error of the file. Input that
/// the market refuses, such as a volume of zero, is an event, which the replay lists as rejected.
/// </remarks>
internal sealed record EventReader(FormatErrors Errors, bool HasMarkets)
{
    private static readonly Dictionary<string, Func<string, JsonMembers, ScenarioEvent>> Ops =
        new(StringComparer.Ordinal)
        {
            ["submit"] = Submit,
            ["amend"] = Amend,
            ["cancel"] = (market, members) => new CancelEvent(market, members.Text("bid")),
            ["relinquish"] = (market, members) => new RelinquishEvent(
                market, members.Text("award"), new(members.Number("volume"))),
            ["clear"] = Clear,
            ["sales"] = (market, members) => new SalesEvent(
                market, members.Text("seller"), new(members.Number("incremental_minor")),
                members.Any("report") is null ? null : members.Text("report")),
            ["review"] = (market, members) => new ReviewEvent(
                market, members.Text("seller"), members.Text("report"),
                members.Word("state", Words.SalesStates, SalesState.Confirmed)),
        };

    internal ScenarioEvent Read(JsonPlace place)
    {
        var members = new JsonMembers(place, Errors);
        var market = HasMarkets ? members.Text("market") : Scenario.OnlyMarket;
        members.Required("op");
        var read = members.Word("op", Ops, otherwise: null);
        if (read is null)
        {
            return new MalformedEvent(market, "OP_UNKNOWN");
        }
        var happened = read(market, members);
        members.RefuseOthers("title", "why", "source");
        return happened;
    }

    private static SubmitEvent Submit(string market, JsonMembers members) => new(market, new Bid(
        members.Text("bid"),
        members.Text("seller"),
        new(members.Number("max_fee_micros")),
        new(members.Number("max_volume")),
        new(members.NumberIfAny("min_volume") ?? 0),
        members.Word("time_in_force", Words.TimesInForce, TimeInForce.Period)));

    private static AmendEvent Amend(string market, JsonMembers members) => new(
        market,
        members.Text("bid"),
        members.NumberIfAny("max_fee_micros") is { } fee ? new Fee(fee) : null,
        members.NumberIfAny("max_volume") is { } most ? new CubicFeet(most) : null,
        members.NumberIfAny("min_volume") is { } min ? new CubicFeet(min) : null,
        members.Any("time_in_force") is null
            ? null
            : members.Word("time_in_force", Words.TimesInForce, TimeInForce.Period));

    private static ClearEvent Clear(string market, JsonMembers members) => new(market, new(
        (int)members.Number("round", int.MinValue, int.MaxValue),
        new(members.Number("capacity_delta")),
        new(members.NumberIfAny("reserve_fee_micros") ?? 0)));
}
