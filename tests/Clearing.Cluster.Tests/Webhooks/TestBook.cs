using Clearing.Contracts;
using Clearing.Grains.Webhooks;

namespace Clearing.Cluster.Tests.Webhooks;

/// <summary>The webhooks of a seller, driven like the grain does: decide, apply, send.</summary>
internal sealed class TestBook
{
    public const string Url = "https://erp.example/hook";

    public static readonly WebhookPace Pace =
        new(TimeSpan.FromSeconds(1), [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5)]);

    public static readonly DeliveryResult Failed = DeliveryResult.Failed("HTTP_500");

    public static readonly DeliveryResult Gone = new(ReceiverAnswer.Gone, "HTTP_410");

    public TestBook(params string[] ids)
    {
        foreach (var id in ids) { Assert.Equal(new(WebhookStatus.Done, true), Put(id)); }
    }

    public WebhookBook Book { get; private set; } = new("seller/acme");

    public List<WebhookEvent> Events { get; } = [];

    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch.AddYears(50);

    public WebhookView View(string id = "h") => Book.Views().Single(view => view.Id == id);

    public WebhookReceipt Put(string id, string url = Url, long after = 0, string secret = "s1") =>
        Do(Book.Put(id, url, secret, after));

    public T Do<T>(Decision<T, WebhookEvent> decision)
    {
        Apply(decision.Events);
        return decision.Answer;
    }

    /// <summary>The due events, if the source has events up to the newest.</summary>
    public long[] Due(long newest, string id = "h", int most = 8)
    {
        if (Book.Due(id, Now, most, Pace) is not { } due) { return []; }
        var fresh = Math.Min(due.Room, Math.Max(0, newest - due.After));
        return
        [
            .. due.Retries.Select(retry => retry.Number),
            .. Enumerable.Range(1, (int)fresh).Select(n => due.After + n),
        ];
    }

    public void Try(DeliveryResult result, params long[] numbers) => Try("h", result, numbers);

    public void Try(string id, DeliveryResult result, params long[] numbers) =>
        TryEach(id, [.. numbers.Select(number => (number, result))]);

    public void TryEach(params (long Number, DeliveryResult Result)[] results) => TryEach("h", results);

    private void TryEach(string id, (long Number, DeliveryResult Result)[] results) =>
        Apply(Book.Tried(id, Book.Target(id, Now)!.Serial, [.. results], Now, Pace));

    /// <summary>Tries the first event at each due time until it is dead.</summary>
    public void LetDie(long number, DeliveryResult? failed = null)
    {
        for (var tries = 0; tries < Pace.Tries; tries++)
        {
            Try(failed ?? Failed, number);
            Now += TimeSpan.FromHours(1);
        }
    }

    /// <summary>Folds the events again, as after a restart.</summary>
    public void Restart()
    {
        Book = new WebhookBook(Book.Source);
        foreach (var happened in Events) { Book.Apply(happened); }
    }

    private void Apply(IEnumerable<WebhookEvent> events)
    {
        foreach (var happened in events)
        {
            Book.Apply(happened);
            Events.Add(happened);
        }
    }
}
