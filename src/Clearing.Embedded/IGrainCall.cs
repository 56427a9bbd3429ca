namespace Clearing.Embedded;

/// <summary>A call on its way.</summary>
public interface IGrainCall
{
    /// <summary>The grain that is called.</summary>
    GrainId Target { get; }

    /// <summary>Interface and method, as in <c>IRoundGrain.Place</c>.</summary>
    string Method { get; }

    /// <summary>The engine that the call was made on.</summary>
    EmbeddedEngine Caller { get; }

    /// <summary>Puts the call in the mailbox of the grain's activation in an engine.</summary>
    /// <remarks>Each time it is run, the grain is called once more.</remarks>
    void DeliverTo(EmbeddedEngine engine);
}
