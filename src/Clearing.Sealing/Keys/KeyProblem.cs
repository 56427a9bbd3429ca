namespace Clearing.Sealing;

/// <summary>Why a data key is unavailable.</summary>
public enum KeyProblem
{
    /// <summary>No key has that scope and number.</summary>
    Missing = 0,

    /// <summary>The key was destroyed, which erased everything that it sealed.</summary>
    Destroyed = 1,

    /// <summary>The wrapping key is missing or does not unwrap it.</summary>
    Refused = 2,

    /// <summary>This program has no wrapping keys.</summary>
    NoKeys = 3,

    /// <summary>It is stored in clear, where nobody can have revealed it.</summary>
    Planted = 4,
}
