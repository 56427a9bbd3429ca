using Clearing.Contracts;
using Clearing.Market;
using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Gateway.Tests;

/// <summary>How long a receiver of webhooks is waited for.</summary>
public sealed class WebhookPatienceTests : IAsyncLifetime
{
    private readonly RunningServer _server = new() { Settings = WebhookServer.Settings };
    private Receiver _receiver = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _receiver = await Receiver.Start();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Theory]
    [InlineData(true, 10)]
    [InlineData(false, 30)]
    public async Task A_test_is_given_up_while_its_caller_still_waits_and_an_event_after_the_timeout(
        bool isTest, int seconds)
    {
        var asked = new TaskCompletionSource();
        _receiver.Answer = (_, context) =>
        {
            var left = new TaskCompletionSource();
            context.RequestAborted.Register(left.SetResult);
            asked.SetResult();
            return left.Task;
        };
        var clock = new HandClock();
        using var sender = ActivatorUtilities.CreateInstance<WebhookSender>(_server.Services, clock);
        var sending = sender.Send(
            new("market/a/b/c", _receiver.Url, [SecretSeal.NewSecret()], "msg_1", 1, null, null)
            {
                Fact = isTest ? null : new PublicFact(1, PublicFactKind.MarketPaused, 0, null),
            },
            CancellationToken.None);
        await asked.Task;
        clock.TimeIsUp();

        Assert.Equal(DeliveryResult.Failed("TIMEOUT"), await sending);
        Assert.Equal(TimeSpan.FromSeconds(seconds), clock.Wait);
    }

    [Fact]
    public async Task A_failed_event_that_is_due_at_once_is_due_now_and_while_the_webhook_is_off_never()
    {
        const string Acme = "sellers/acme";
        var asked = new TaskCompletionSource();
        var sent = 0;
        _receiver.Answer = (_, context) =>
        {
            if (Interlocked.Increment(ref sent) == 1)
            {
                context.Response.StatusCode = 500;
                return Task.CompletedTask;
            }
            var left = new TaskCompletionSource();
            context.RequestAborted.Register(() => left.TrySetResult());
            asked.TrySetResult();
            return left.Task;
        };
        await _server.Register(Acme, _receiver.Url);
        await _server.Win(await _server.OpenMarket(), "acme", 1);
        await asked.Task;
        await _server.Register(Acme, _receiver.Url + "/moved");
        var before = DateTimeOffset.UtcNow;
        var on = await _server.Send("GET", $"/v1/{Acme}/webhooks/h");
        var after = DateTimeOffset.UtcNow;
        await _server.Send("POST", $"/v1/{Acme}/webhooks/h/pause");
        var off = await _server.Send("GET", $"/v1/{Acme}/webhooks/h");

        Assert.InRange(DateTimeOffset.Parse(on["next_try_at"]!), before, after);
        Assert.Equal(("1", null), (off["outstanding"], off["next_try_at"]));
    }

    /// <summary>A clock whose only wait ends when the test says so.</summary>
    private sealed class HandClock : TimeProvider
    {
        private Action? _timeIsUp;

        internal TimeSpan? Wait { get; private set; }

        internal void TimeIsUp() => _timeIsUp!();

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (Wait, _timeIsUp) = (dueTime, () => callback(state));
            return new NoTimer();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
