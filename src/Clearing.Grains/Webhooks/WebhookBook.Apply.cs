namespace Clearing.Grains.Webhooks;

public sealed partial class WebhookBook
{
    /// <summary>Copies a fact into the state.</summary>
    /// <param name="happened">The next fact of the source's stream of webhooks.</param>
    /// <exception cref="InvalidOperationException">
    /// The fact cannot follow on those before.
    /// </exception>
    public void Apply(WebhookEvent happened)
    {
        try
        {
            Copy(happened);
        }
        catch (Exception cause) when (ImpossibleFact.Explains(cause))
        {
            throw ImpossibleFact.Of(happened, cause);
        }
    }

    private void Copy(WebhookEvent happened)
    {
        switch (happened)
        {
            case WebhookAdded added:
                ArgumentOutOfRangeException.ThrowIfNegative(added.After);
                _webhooks.Add(added.Id, new Webhook(
                    added.Id, ++_serial, added.Url, added.Secret, added.After, added.AllFacts));
                break;
            case WebhookMoved moved: Known(moved.Id).Move(moved.Url); break;
            case WebhookRemoved removed:
                _ = Known(removed.Id);
                _webhooks.Remove(removed.Id);
                break;
            case SecretRotated rotated:
                Known(rotated.Id).Rotate(rotated.Secret, rotated.OldUntil);
                break;
            case DeliveriesTried tried: Known(tried.Id).Note(tried.Tries); break;
            case WebhookSwitchedOff off: Known(off.Id).Stage = off.Stage; break;
            case WebhookSwitchedOn { Id: var id }:
                Known(id).Stage = WebhookStage.On;
                Known(id).TryAtOnce();
                break;
            case RedeliveryAsked asked: Known(asked.Id).Redeliver(asked.Numbers); break;
            default:
                throw new InvalidOperationException($"No webhook has a {happened.GetType().Name}.");
        }
    }
}
