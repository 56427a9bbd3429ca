using Clearing.Access;
using Microsoft.Extensions.Logging;

namespace Clearing.Hosting;

/// <summary>
/// Logs that silos do not accept each other's proofs, once a minute for each method and side.
/// </summary>
/// <param name="clock">Measures the minute.</param>
/// <param name="log">The log.</param>
internal sealed partial class SiloProofDenials(TimeProvider clock, ILogger<SiloProofDenials> log)
{
    private readonly LogPace<(bool Ours, string Contract, string Method)> _pace = new(clock);
    private readonly TaskCompletionSource _first =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when another silo has denied a call of this one.</summary>
    public Task First => _first.Task;

    /// <summary>Notes that another silo denied a call of this one.</summary>
    /// <param name="contract">The interface's name.</param>
    /// <param name="method">The method's name.</param>
    public void OfOurs(string contract, string method)
    {
        _first.TrySetResult();
        if (_pace.Allows((true, contract, method))) { Refused(log, contract, method); }
    }

    /// <summary>Notes that a call came with a proof that this silo does not accept.</summary>
    /// <param name="contract">The interface's name.</param>
    /// <param name="method">The method's name.</param>
    public void OfOthers(string contract, string method)
    {
        if (_pace.Allows((false, contract, method))) { Refuses(log, contract, method); }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Another silo denied this silo's call of {Contract}.{Method}, because it does not "
            + "accept its proof: Cluster:SiloKeyFile must hold the same keys on every silo.")]
    private static partial void Refused(ILogger log, string contract, string method);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A call of {Contract}.{Method} came with a silo's proof that does not verify and "
            + "was denied: a silo has other keys in Cluster:SiloKeyFile, or somebody forges proofs.")]
    private static partial void Refuses(ILogger log, string contract, string method);
}
