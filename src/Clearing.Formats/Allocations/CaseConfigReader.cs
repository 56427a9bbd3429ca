using Clearing.Allocation.Configuration;

namespace Clearing.Formats.Allocations;

/// <summary>Reads a case's configuration; members left out keep their defaults.</summary>
internal static class CaseConfigReader
{
    private const int Million = 1_000_000;

    internal static CaseConfig Read(JsonMembers input, FormatErrors errors)
    {
        var market = new MarketConfig();
        var money = new MoneyTerms(
            market.Currency, market.MinorExponent, market.CreditRatePpm, market.CreditCapPpm);
        if (input.NotNull("config") is not { } place)
        {
            return new(new AllocationConfig(), market.Lot.Value, money);
        }
        var members = new JsonMembers(place, errors);
        var rules = new RulesReader(members).Read();
        var config = new CaseConfig(
            rules,
            members.NumberIfAny("lot", least: 1) ?? market.Lot.Value,
            money with
            {
                MinorExponent =
                    (int)(members.NumberIfAny("minor_exponent", 0, 6) ?? money.MinorExponent),
                CreditRatePpm = (int)(
                    members.NumberIfAny("credit_rate_ppm", 0, 10 * Million) ?? money.CreditRatePpm),
                CreditCapPpm = (int)(
                    members.NumberIfAny("credit_cap_ppm", 0, Million) ?? money.CreditCapPpm),
            });
        members.RefuseOthers();
        return RulesReader.InRange(rules, place, errors)
            ? config
            : config with { Rules = new AllocationConfig() };
    }
}
