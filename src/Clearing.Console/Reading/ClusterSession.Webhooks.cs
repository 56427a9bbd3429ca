using Clearing.Pages.Access;

namespace Clearing.Pages.Reading;

internal sealed partial class ClusterSession
{
    private const int MaxDeadLetters = 200;

    /// <summary>The webhooks of a seller or a market.</summary>
    public Task<Answer<ImmutableArray<WebhookView>>> Webhooks(string? seller, string? market) =>
        Ask(seller is null ? Permit.MarketWebhooks : Permit.SellerWebhooks, seller, market, "hooks",
            () => cluster.Ask(cluster.Webhooks(Source(seller, market)).List(), CancellationToken.None));

    /// <summary>The events that a receiver never took.</summary>
    public async Task<Answer<ImmutableArray<DeadLetter>>> DeadLetters(
        string? seller, string? market, string webhook)
    {
        var answer = await Ask(
            seller is null
                ? Permit.MarketDeadLetters
                : Permit.SellerDeadLetters, seller, market, webhook,
            () => cluster.Ask(
                cluster.Webhooks(Source(seller, market)).DeadLetters(webhook, 0, MaxDeadLetters),
                CancellationToken.None));
        return answer.Failure is { } failure ? failure
            : answer.Value is { } dead ? dead
            : Failure.Of(Refusal.Of(WebhookStatus.WebhookUnknown, body: null));
    }

    public Task<Failure?> PauseWebhook(string? seller, string? market, string webhook) => Command(
        seller is null ? Permit.PauseOfMarket : Permit.PauseOfSeller, seller, market,
        () => Done(cluster.Webhooks(Source(seller, market)).Pause(webhook)));

    public Task<Failure?> ResumeWebhook(string? seller, string? market, string webhook) => Command(
        seller is null ? Permit.ResumeOfMarket : Permit.ResumeOfSeller, seller, market,
        () => Done(cluster.Webhooks(Source(seller, market)).Resume(webhook)));

    public Task<Failure?> Redeliver(string? seller, string? market, string webhook, long? number) => Command(
        seller is null ? Permit.RedeliverOfMarket : Permit.RedeliverOfSeller, seller, market,
        () => Done(cluster.Webhooks(Source(seller, market)).Redeliver(webhook, number)));

    /// <summary>Sends a test event; returns why it was not accepted, or null.</summary>
    public async Task<Answer<string>> TestWebhook(string? seller, string? market, string webhook)
    {
        var answer = await Ask(
            seller is null
                ? Permit.TestOfMarket
                : Permit.TestOfSeller, seller, market, $"test {webhook}",
            () => cluster.Ask(
                cluster.Webhooks(Source(seller, market)).Test(
                    webhook, $"msg_test_{Guid.NewGuid():n}"),
                CancellationToken.None));
        return answer.Failure is { } failure ? failure
            : answer.Value is not { } result ? Failure.Of(
                Refusal.Of(WebhookStatus.WebhookUnknown, body: null))
            : result.Answer == ReceiverAnswer.Taken ? "" : result.Reason ?? "not taken";
    }

    private static string Source(string? seller, string? market) =>
        seller is null ? $"market/{market}" : $"seller/{seller}";

    private async Task<Problem?> Done(Task<WebhookStatus> call)
    {
        var status = await cluster.Ask(call, CancellationToken.None);
        return status == WebhookStatus.Done ? null : Refusal.Of(status, body: null);
    }
}
