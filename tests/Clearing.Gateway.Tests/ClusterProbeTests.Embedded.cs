using System.Collections.Concurrent;
using Clearing.Embedded;
using Clearing.Grains;
using Clearing.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Gateway.Tests;

/// <summary>Readiness says what callers would get, and costs little.</summary>
public sealed class ClusterProbeTests : IDisposable
{
    private readonly Wire _wire = new();
    private readonly Watch _watch = new();
    private readonly ServiceProvider _services;
    private readonly ClusterProbe _probe;

    public ClusterProbeTests()
    {
        _services = new ServiceCollection()
            .AddSingleton<IJournal>(
                new GroupCommitJournal(new MemoryJournalStore(TimeProvider.System)))
            .AddSingleton<ICallPath>(_wire)
            .AddEmbeddedEngine(engine => engine.AddGrains(typeof(SellerGrain).Assembly))
            .BuildServiceProvider();
        _probe = new ClusterProbe(_services.GetRequiredService<IGrainFactory>(), _watch);
    }

    [Fact]
    public async Task A_cluster_that_answers_is_ready() =>
        Assert.Null(await _probe.WhyNoAnswer());

    [Fact]
    public async Task One_silo_of_many_that_answers_is_enough()
    {
        _wire.Lost = call => call.Target.Key.ToString() != "health/3";

        Assert.Null(await _probe.WhyNoAnswer());
    }

    [Fact]
    public async Task A_cluster_of_which_no_silo_answers_is_not_ready_until_one_does()
    {
        _wire.Lost = _ => true;
        var away = await _probe.WhyNoAnswer();
        _wire.Lost = _ => false;
        _watch.Seconds++;
        var back = await _probe.WhyNoAnswer();

        Assert.StartsWith("the cluster does not answer: ", away, StringComparison.Ordinal);
        Assert.Null(back);
    }

    [Fact]
    public async Task Many_who_ask_within_a_second_are_answered_by_one_look()
    {
        var many = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => _probe.WhyNoAnswer()));
        await _probe.WhyNoAnswer();
        var callsOfOne = _wire.Calls.Count;
        _watch.Seconds++;
        await _probe.WhyNoAnswer();

        Assert.All(many, Assert.Null);
        Assert.InRange(callsOfOne, 1, 4);
        Assert.Equal(2 * callsOfOne, _wire.Calls.Count);
    }

    public void Dispose() => _services.Dispose();

    /// <summary>Loses calls, as a connection to a dead silo does.</summary>
    private sealed class Wire : ICallPath
    {
        internal Func<IGrainCall, bool> Lost { get; set; } = _ => false;

        internal ConcurrentQueue<IGrainCall> Calls { get; } = [];

        public void Carry(IGrainCall call)
        {
            Calls.Enqueue(call);
            if (!Lost(call)) { call.DeliverTo(call.Caller); }
        }

        public void CarryBack(IGrainCall call, Action deliver) => deliver();
    }

    /// <summary>A watch that stands still; its timers run.</summary>
    private sealed class Watch : TimeProvider
    {
        internal long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
