// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
namespace Orleans.Runtime;

/// <summary>A reference to a grain that may or may not be active.</summary>
public abstract class GrainReference : IAddressable
{
    /// <summary>Which grain it refers to.</summary>
    public abstract GrainId GrainId { get; }
}
