using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A market's configuration. Members left out have their defaults.</summary>
internal sealed record ConfigBody : ConfigJson, IBody<ConfigBody>
{
    public ConfigBody()
    {
    }

    private ConfigBody(ConfigJson config)
        : base(config)
    {
    }

    public static string Example =>
        """
        {"currency":"USD","minor_exponent":2,"lot":10,"tick_micros":1000,
         "tie_rule":"TIME_PRIORITY","pricing_rule":"LOWEST_GRANTED","seller_cap":{"acme":5000}}
        """;

    public static bool IsBatch => true;

    public override void Check(JsonMembers members)
    {
        var defaults = new MarketConfig();
        base.Check(members);
        CheckExponentGiven(members, defaults);
        CheckSeed(members, ToConfig(defaults));
    }

    internal static new ConfigBody Of(MarketConfig config) => new(ConfigJson.Of(config));
}
