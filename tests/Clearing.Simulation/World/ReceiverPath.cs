using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>One process's path to receivers; events and answers can be late or lost.</summary>
internal sealed class ReceiverPath(World world, IOwner owner, Faults faults, Receivers receivers)
    : IWebhookSender
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public Task<DeliveryResult> Send(WebhookDelivery delivery, CancellationToken stop)
    {
        var done = new TaskCompletionSource<DeliveryResult>();
        stop.Register(() => done.TrySetCanceled(stop));
        var where = $"webhook {delivery.Url} {delivery.MessageId} try {delivery.Try}";
        world.Note(where);
        if (faults.Hits(FaultKind.LostCall, Phase.Told, where)) { TimeOut(done); }
        else { world.After(Wait(FaultKind.LateCall, where), null, () => Arrive(delivery, where, done)); }
        return done.Task;
    }

    private void Arrive(
        WebhookDelivery delivery, string where, TaskCompletionSource<DeliveryResult> done)
    {
        var result = receivers.Receive(delivery);
        world.Note($"received {where}: {result.Answer}");
        if (faults.Hits(FaultKind.LostAnswer, Phase.Told, where)) { TimeOut(done); }
        else { world.After(Wait(FaultKind.LateAnswer, where), owner, () => done.TrySetResult(result)); }
    }

    private void TimeOut(TaskCompletionSource<DeliveryResult> done) => world.After(
        Timeout, owner, () => done.TrySetResult(DeliveryResult.Failed("TIMEOUT")));

    private TimeSpan Wait(FaultKind late, string where)
    {
        var wait = faults.Chance.Wait(0, faults.IsOn ? faults.Plan.MaxCallMs : 2);
        return faults.Hits(late, Phase.Told, where) ? wait + faults.Chance.Wait(0, 10_000) : wait;
    }
}
