// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Someone else wrote the row; the activation that sees this is dropped.</summary>
public class InconsistentStateException : OrleansException
{
    /// <summary>An inconsistency.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>An inconsistency.</summary>
    public InconsistentStateException(string message) : base(message)
    {
    }

    /// <summary>An inconsistency with its cause.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>An inconsistency between two etags.</summary>
    /// <param name="errorMsg">In words.</param>
    /// <param name="storedEtag">What is in storage.</param>
    /// <param name="currentEtag">What the activation has seen.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg) => (StoredEtag, CurrentEtag) = (storedEtag, currentEtag);

    /// <summary>What is in storage.</summary>
    public string? StoredEtag { get; }

    /// <summary>What the activation has seen.</summary>
    public string? CurrentEtag { get; }
}
