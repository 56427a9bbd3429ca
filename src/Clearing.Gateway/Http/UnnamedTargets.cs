using System.Diagnostics;
using OpenTelemetry;

namespace Clearing.Gateway;

/// <summary>
/// Takes the keys of grains out of traces: who bids in which market, and when, is sealed from those
/// who watch the servers.
/// </summary>
internal sealed class UnnamedTargets : BaseProcessor<Activity>
{
    private const string Target = "orleans.rpc.target_id";

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.SetTag(Target, null);
    }
}
