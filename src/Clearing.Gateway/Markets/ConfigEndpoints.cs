using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clearing.Allocation.Zones;
using Clearing.Formats;
using Clearing.Market;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Clearing.Gateway;

/// <summary>A market's configuration, with its entity tag.</summary>
internal static class ConfigEndpoints
{
    private const int TagBytes = 16;

    public static void Map(RouteGroupBuilder v1)
    {
        var market = v1.MapGroup(MarketInPath.Pattern);
        market.MapPut("", Open).For(Role.Operator).Takes<ConfigBody>().Produces<MarketAnswer>()
            .Produces<MarketAnswer>(StatusCodes.Status201Created)
            .WithRequestHeader("If-Match", "Only if the configuration has this ETag; it is strong.")
            .WithRequestHeader("If-None-Match", "* : only if the market is new.")
            .WithSummary("Open the market; repeating the same configuration changes nothing.");
        market.MapGet("/config", Read).For(Role.Operator | Role.Auditor).Produces<ConfigBody>()
            .WithTag()
            .WithSummary("The market's configuration, with an ETag.");
    }

    private static async Task<IResult> Open(
        MarketInPath market, Body<ConfigBody> body, Cluster cluster, HttpContext context,
        IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var headers = context.Request.Headers;
        var before = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        var tag = before.Config is { } known ? TagOf(known, json.Value) : null;
        if (FailedCondition(headers, tag) is { } failed) { return failed.Result(); }
        var config = body.Value.ToConfig(new MarketConfig());
        if (NewConfig.Wrong(config, before.Config) is { } wrong)
        {
            return wrong.ToProblem().Result();
        }
        var (status, repeated) = await cluster.Ask(
            cluster.Market(market.Key).OpenMarket(config), cancellationToken);
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        // Another call may have opened it since this one looked.
        if (headers.IfMatch.Count == 0 && (repeated || status == OpenStatus.ConfigDiffers)
            && FailedCondition(headers, TagOf(report.Config ?? config, json.Value)) is { } late)
        {
            return late.Result();
        }
        if (status != OpenStatus.Opened)
        {
            var about = status switch
            {
                OpenStatus.ZoneDiffers =>
                    await Differing(market.Key, config, cluster, cancellationToken),
                OpenStatus.ConfigDiffers when report.Config is { } other =>
                    Differing(config, other, json.Value),
                _ => null,
            };
            return Refusal.Of(status, body.Place).With(about).Result();
        }
        context.Response.Headers.ETag = TagOf(config, json.Value);
        return StatusResults.Put(
            context, isNew: !repeated, repeated: true,
            MarketAnswer.Of(report, report.Config ?? config));
    }

    private static async Task<RefusedMember?> Differing(
        string market, MarketConfig config, Cluster cluster, CancellationToken cancellationToken)
    {
        var key = MarketKey.Parse(market);
        var zone = await cluster.Ask(
            cluster.Zone(ZoneKey.Of(key)).Terms(), cancellationToken);
        return zone is null ? null : ZoneDifference.Of(key, config, zone);
    }

    private static Problem? FailedCondition(IHeaderDictionary headers, string? tag) =>
        headers.IfMatch.Count > 0 && !Tags.NamesStrongly(headers.IfMatch, tag)
            ? Problem.Of(Codes.PreconditionFailed, "If-Match", headers.IfMatch)
        : headers.IfNoneMatch.Count > 0 && Tags.NamesWeakly(headers.IfNoneMatch, tag)
            ? Problem.Of(Codes.PreconditionFailed, "If-None-Match", headers.IfNoneMatch)
        : null;

    // The first member that is not as the market has it.
    private static RefusedMember? Differing(MarketConfig sent, MarketConfig known, JsonOptions json)
    {
        var (ours, theirs) = (MembersOf(sent, json), MembersOf(known, json));
        var name = ours.Select(member => member.Key).FirstOrDefault(name =>
            !JsonNode.DeepEquals(ours[name], theirs[name]));
        return name is null
            ? null
            : new(
                name, ours[name]?.ToJsonString() ?? "null",
                $"The market has {FormatError.Show(theirs[name]?.ToJsonString() ?? "null")}.");
    }

    private static JsonObject MembersOf(MarketConfig config, JsonOptions json) =>
        JsonSerializer.SerializeToNode(ConfigBody.Of(config), json.SerializerOptions)!.AsObject();

    private static async Task<IResult> Read(
        MarketInPath market, Cluster cluster, HttpContext context, IOptions<JsonOptions> json,
        CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        if (report.Config is not { } config)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        var tag = TagOf(config, json.Value);
        context.Response.Headers.ETag = tag;
        return Tags.NamesWeakly(context.Request.Headers.IfNoneMatch, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ConfigBody.Of(config));
    }

    // Equal configurations have equal tags, because caps are written in order of sellers.
    private static string TagOf(MarketConfig config, JsonOptions json)
    {
        var text =
            JsonSerializer.SerializeToUtf8Bytes(ConfigBody.Of(config), json.SerializerOptions);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, TagBytes))}\"";
    }
}
