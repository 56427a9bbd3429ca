namespace Clearing.Cluster.Tests.Semantics;

/// <summary>Orleans with a timeout for which a test can wait.</summary>
public sealed class ImpatientHost : OrleansHost
{
    public override TimeSpan ResponseTimeout => TimeSpan.FromSeconds(2);
}
