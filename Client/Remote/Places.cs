using System.CommandLine;
using Clearing.Allocation.Zones;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Client.Remote;

/// <summary>The seller and market of a command, and their paths on a server.</summary>
internal static class Places
{
    internal static Argument<string> Seller { get; } =
        new("SELLER") { Description = "The seller's id." };

    internal static Argument<string> Market { get; } =
        new("MARKET") { Description = "The market: region/storage_type/period." };

    /// <summary>What has a feed and webhooks.</summary>
    internal static Argument<string> Source { get; } = new("SOURCE")
    {
        Description = "A seller's id, a market: region/storage_type/period, a seller in a zone: "
            + "seller@region/storage_type, or its own bids in a market: "
            + "seller@region/storage_type/period. A feed may also be of its own bids in all markets, "
            + "seller@*, or in those of a region, seller@region/*.",
    };

    internal static Argument<string?> MarketIfAny(string description) =>
        new("MARKET") { Description = description, Arity = ArgumentArity.ZeroOrOne };

    internal static Argument<string> Bid(string description) =>
        new("BID") { Description = description };

    private static string SellerOf(ParseResult parsed)
    {
        var seller = parsed.GetRequiredValue(Seller);
        return SellerRule.Allows(seller)
            ? seller
            : throw new CommandException(
                ExitCode.BadInput,
                $"clearing: SELLER \"{FormatError.Show(seller)}\": must be 1 to 128 printable ASCII "
                + "characters without spaces or slashes");
    }

    /// <summary>The market that the arguments name.</summary>
    /// <exception cref="CommandException">The key is malformed.</exception>
    internal static string MarketOf(ParseResult parsed) => Checked(parsed.GetRequiredValue(Market));

    /// <summary>Checks a market's key.</summary>
    /// <exception cref="CommandException">The key is malformed.</exception>
    internal static string Checked(string market) => MarketKey.TryParse(market, out _)
        ? market
        : throw new CommandException(
            ExitCode.BadInput,
            $"clearing: MARKET \"{FormatError.Show(market)}\": must be region/storage_type/period, each 1 to "
            + $"{MarketKey.MaxPartLength} letters, digits and . _ -");

    /// <summary>A path of a <see cref="Source"/>.</summary>
    internal static string OfSource(ParseResult parsed, string path)
    {
        var source = parsed.GetRequiredValue(Source);
        if (MarketKey.TryParse(source, out _)) { return $"markets/{source}/{path}"; }
        var at = source.LastIndexOf('@');
        var place = at > 0 ? source[(at + 1)..] : "";
        var inPlace = ZoneKey.Allows(place) || MarketKey.TryParse(place, out _)
            || (path == "feed" && (place == "*" || place.EndsWith("/*", StringComparison.Ordinal)));
        var id = inPlace ? source[..at] : source;
        if (!SellerRule.Allows(id))
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"clearing: SOURCE \"{FormatError.Show(source)}\": must be a seller's id, "
                + "region/storage_type/period, seller@region/storage_type or "
                + "seller@region/storage_type/period");
        }
        var seller = $"sellers/{Uri.EscapeDataString(id)}";
        if (!inPlace) { return $"{seller}/{path}"; }
        if (place == "*") { return $"{seller}/markets/bids/feed"; }
        if (place.EndsWith("/*", StringComparison.Ordinal))
        {
            return $"{seller}/markets/bids/feed?region={Uri.EscapeDataString(place[..^2])}";
        }
        return ZoneKey.Allows(place)
            ? $"{seller}/zones/{place}/{path}"
            : $"{seller}/markets/{place}/{path}";
    }

    internal static string OfMarket(ParseResult parsed, string path) =>
        $"markets/{MarketOf(parsed)}/{path}".TrimEnd('/');

    internal static string OfSeller(ParseResult parsed, string path, bool inMarket = false) =>
        $"sellers/{Uri.EscapeDataString(SellerOf(parsed))}/{path}"
        + (inMarket ? $"?market={MarketOf(parsed)}" : "");
}
