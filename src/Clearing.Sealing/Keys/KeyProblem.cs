namespace Clearing.Sealing;

/// <summary>Why a data key is not to be had.</summary>
public enum KeyProblem
{
    /// <summary>There is no key of that scope and number.</summary>
    Missing = 0,

    /// <summary>It was destroyed: what it sealed is erased.</summary>
    Destroyed = 1,

    /// <summary>What wraps it does not unwrap it.</summary>
    Refused = 2,

    /// <summary>This program was given no keys.</summary>
    NoKeys = 3,
}
