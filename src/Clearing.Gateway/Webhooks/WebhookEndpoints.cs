using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>
/// The endpoints for webhooks. A seller's webhook receives its postings, its notices in a zone, or
/// the changes of its own bids in a market; a market's webhook receives its public facts.
/// </summary>
internal static class WebhookEndpoints
{
    public static void Map(RouteGroupBuilder v1, RouteGroupBuilder seller)
    {
        Map(seller, Role.Seller, Role.Auditor, "the seller's postings");
        Map(
            seller.MapGroup(ZoneInPath.Pattern), Role.Seller, Role.Auditor,
            "the seller's warnings and notices of overage in a zone");
        Map(
            seller.MapGroup(MarketInPath.Pattern), Role.Seller, Role.Seller,
            "the seller's own bids in a market");
        Map(
            v1.MapGroup(MarketInPath.Pattern), Role.Operator, Role.Auditor,
            "the market's public events");
    }

    private static void Map(RouteGroupBuilder source, Role owner, Role reader, string events)
    {
        var readers = owner | reader;
        source.MapGet("/webhooks", List).For(readers).Produces<WebhooksAnswer>()
            .WithSummary($"The webhooks of {events}, by id.");
        var one = source.MapGroup("/webhooks/{webhook}");
        one.MapPut("", Put).For(owner).Takes<WebhookBody>().Produces<WebhookAnswer>()
            .Produces<WebhookAnswer>(StatusCodes.Status201Created)
            .WithSummary($"Register a webhook of {events}, or move it to another address.");
        one.MapGet("", Read).For(readers).Produces<WebhookAnswer>()
            .WithSummary("Where a webhook stands.");
        one.MapDelete("", Remove).For(owner).Produces<DoneAnswer>()
            .WithSummary("Remove a webhook; removing one that does not exist changes nothing.");
        one.MapPost("/rotate", Rotate).For(owner).Takes<RotationBody>().Produces<SecretAnswer>()
            .WithSummary("Give a webhook a new secret; the old one is used beside it for a time.");
        one.MapPost("/test", Test).For(owner).Produces<TestAnswer>()
            .WithSummary("Send the webhook a test event, even if it is off; it waits 10 s at most.");
        one.MapPost("/pause", Pause).For(owner).Produces<DoneAnswer>()
            .WithSummary("Switch a webhook off.");
        one.MapPost("/resume", Resume).For(owner).Produces<DoneAnswer>()
            .WithSummary("Switch a webhook on: it resumes where it stopped.");
        one.MapGet("/dead-letters", DeadLetters).For(readers).WithQuery("cursor", "limit")
            .Produces<DeadLettersAnswer>()
            .WithSummary("A page of the events that the receiver never accepted.");
        one.MapGet("/audit", Audit).For(readers).WithQuery("cursor", "limit")
            .Produces<AuditAnswer>()
            .WithSummary("Who added, changed or removed the webhook, and when.");
        one.MapPost("/redeliver", Redeliver).For(owner).Takes<RedeliveryBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Try one dead letter again, or all: at once, or as soon as the webhook is on.");
    }

    private static async Task<IResult> List(
        WebhooksInPath path, Cluster cluster, CancellationToken cancellationToken)
    {
        if (await Missing(path, cluster, cancellationToken) is { } missing)
        {
            return missing.Result();
        }
        var known = await cluster.Ask(
            cluster.Webhooks(path.Source).List(), cancellationToken);
        return TypedResults.Ok(new WebhooksAnswer([.. known.Select(WebhookAnswer.Of)]));
    }

    private static async Task<IResult> Read(
        WebhooksInPath path, Cluster cluster, CancellationToken cancellationToken) =>
        await Find(path, cluster, cancellationToken) is { } view
            ? TypedResults.Ok(WebhookAnswer.Of(view))
            : Reply(path, WebhookStatus.WebhookUnknown);

    private static async Task<IResult> Put(
        WebhooksInPath path, Body<WebhookBody> body, Cluster cluster, WebhookPolicy policy,
        SecretSeal seal, HttpContext context, CancellationToken cancellationToken)
    {
        if (await Missing(path, cluster, cancellationToken) is { } missing)
        {
            return missing.Result();
        }
        var url = body.Value.Url;
        if (WebhookRule.IsUrl(url) && policy.Refusal(new Uri(url)) is { } rule)
        {
            return Problem.Of(Codes.WebhookUrlNotAllowed, "url", url, detail: rule).Result();
        }
        var before = await Find(path, cluster, cancellationToken);
        var secret = SecretSeal.NewSecret();
        var receipt = await cluster.Ask(
            cluster.Webhooks(path.Source).Put(path.Id, url, seal.Seal(secret), body.Value.After),
            cancellationToken);
        if (receipt.Status != WebhookStatus.Done)
        {
            return Refusal.Of(receipt.Status, body.Place, receipt.Newest).Result();
        }
        return await Find(path, cluster, cancellationToken) is { } view
            ? StatusResults.Put(
                context, isNew: receipt.Added, repeated: before?.Url == url,
                WebhookAnswer.Of(view) with { Secret = receipt.Added ? secret : null })
            : Reply(path, WebhookStatus.WebhookUnknown);
    }

    private static async Task<IResult> Remove(
        WebhooksInPath path, Cluster cluster, CancellationToken cancellationToken)
    {
        var before = await Find(path, cluster, cancellationToken);
        return Reply(
            path,
            await cluster.Ask(cluster.Webhooks(path.Source).Remove(path.Id), cancellationToken),
            known: before is null);
    }

    private static async Task<IResult> Rotate(
        WebhooksInPath path, Body<RotationBody> body, Cluster cluster, SecretSeal seal,
        CancellationToken cancellationToken)
    {
        var secret = SecretSeal.NewSecret();
        var status = await cluster.Ask(
            cluster.Webhooks(path.Source).Rotate(path.Id, seal.Seal(secret), body.Value.KeepOld),
            cancellationToken);
        return status == WebhookStatus.Done
            ? TypedResults.Ok(new SecretAnswer(path.Id, secret))
            : Reply(path, status);
    }

    private static async Task<IResult> Test(
        WebhooksInPath path, Cluster cluster, CancellationToken cancellationToken)
    {
        var id = $"msg_test_{Guid.NewGuid():n}";
        return await cluster.Ask(cluster.Webhooks(path.Source).Test(path.Id, id), cancellationToken) is { } result
            ? TypedResults.Ok(
                new TestAnswer(id, result.Answer == ReceiverAnswer.Taken, result.Reason))
            : Reply(path, WebhookStatus.WebhookUnknown);
    }

    private static async Task<IResult> Pause(
        WebhooksInPath path, Cluster cluster, CancellationToken cancellationToken)
    {
        var before = await Find(path, cluster, cancellationToken);
        return Reply(
            path,
            await cluster.Ask(cluster.Webhooks(path.Source).Pause(path.Id), cancellationToken),
            known: before is { Stage: not WebhookStage.On });
    }

    private static async Task<IResult> Resume(
        WebhooksInPath path, Cluster cluster, CancellationToken cancellationToken)
    {
        var before = await Find(path, cluster, cancellationToken);
        return Reply(
            path,
            await cluster.Ask(cluster.Webhooks(path.Source).Resume(path.Id), cancellationToken),
            known: before?.Stage == WebhookStage.On);
    }

    private static async Task<IResult> DeadLetters(
        WebhooksInPath path, Paging page, Cluster cluster, CancellationToken cancellationToken)
    {
        var dead = await cluster.Ask(
            cluster.Webhooks(path.Source).DeadLetters(path.Id, page.After, page.Limit),
            cancellationToken);
        return dead is { } letters
            ? TypedResults.Ok(DeadLettersAnswer.Of(letters, page.Limit))
            : Reply(path, WebhookStatus.WebhookUnknown);
    }

    private static async Task<IResult> Audit(
        WebhooksInPath path, Paging page, Cluster cluster, CancellationToken cancellationToken)
    {
        var acts = await cluster.Ask(
            cluster.Webhooks(path.Source).Audit(path.Id, page.After, page.Limit),
            cancellationToken);
        return acts.IsEmpty && page.After == 0
            ? Reply(path, WebhookStatus.WebhookUnknown)
            : TypedResults.Ok(AuditAnswer.Of(acts, page.Limit));
    }

    private static async Task<IResult> Redeliver(
        WebhooksInPath path, Body<RedeliveryBody> body, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var status = await cluster.Ask(
            cluster.Webhooks(path.Source).Redeliver(path.Id, body.Value.Number), cancellationToken);
        return status is WebhookStatus.Done or WebhookStatus.WebhookUnknown
            ? Reply(path, status)
            : Refusal.Of(status, body.Place).Result();
    }

    private static async Task<Problem?> Missing(
        WebhooksInPath path, Cluster cluster, CancellationToken cancellationToken)
    {
        if (path.Market is { } market
            && (await cluster.Ask(cluster.Market(market).Report(), cancellationToken)).Config is null)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market);
        }
        return path.Zone is { } zone
            && await cluster.Ask(cluster.Zone(zone).Terms(), cancellationToken) is null
                ? Problem.Of(Codes.ZoneUnknown, "zone", zone)
                : null;
    }

    private static async Task<WebhookView?> Find(
        WebhooksInPath path, Cluster cluster, CancellationToken cancellationToken)
    {
        var all = await cluster.Ask(cluster.Webhooks(path.Source).List(), cancellationToken);
        return all.FirstOrDefault(known => known.Id == path.Id);
    }

    private static IResult Reply(WebhooksInPath path, WebhookStatus status, bool known = false) =>
        status == WebhookStatus.Done
            ? StatusResults.Of(path.Id, status, body: null, known: known)
            : (Refusal.Of(status, body: null) with
            {
                Field = "webhook",
                Value = Formats.FormatError.Show(path.Id),
            }).Result();
}
