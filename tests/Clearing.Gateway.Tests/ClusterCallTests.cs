using System.Diagnostics.Metrics;
using Clearing.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway.Tests;

/// <summary>What callers learn of a call to the cluster that failed.</summary>
public sealed class ClusterCallTests : IDisposable
{
    private readonly ServiceProvider _services =
        new ServiceCollection().AddMetrics().BuildServiceProvider();

    private readonly Cluster _cluster;

    public ClusterCallTests() => _cluster = new Cluster(
        null!, Options.Create(new GatewayOptions()), TimeProvider.System,
        new GatewayMetrics(_services.GetRequiredService<IMeterFactory>()));

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task A_denial_changed_nothing_so_its_outcome_is_known() =>
        await Assert.ThrowsAsync<AccessDeniedException>(() => Fail(new AccessDeniedException("no")));

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task After_any_other_failure_the_outcome_is_unknown(Type failure) =>
        await Assert.ThrowsAsync<OutcomeUnknownException>(
            () => Fail((Exception)Activator.CreateInstance(failure)!));

    [Fact]
    public async Task Only_a_caller_that_left_is_told_that_its_call_was_cancelled()
    {
        using var left = new CancellationTokenSource();
        var asked = _cluster.Ask(new TaskCompletionSource<int>().Task, left.Token);
        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    private Task<int> Fail(Exception failure) =>
        _cluster.Ask(Task.FromException<int>(failure), CancellationToken.None);
}
