namespace Clearing.Sealing;

/// <summary>A data key is unavailable, so nothing can be sealed or opened with it.</summary>
/// <param name="scope">The key's scope.</param>
/// <param name="number">The key's number in its scope.</param>
/// <param name="problem">Why it is unavailable.</param>
public sealed class KeyUnavailableException(string scope, uint number, KeyProblem problem)
    : Exception($"Key {number} of '{scope}' {Explain(problem)}")
{
    /// <summary>Why the key is unavailable.</summary>
    public KeyProblem Problem { get; } = problem;

    private static string Explain(KeyProblem problem) => problem switch
    {
        KeyProblem.Missing => "does not exist.",
        KeyProblem.Destroyed => "was destroyed: what it sealed is erased.",
        KeyProblem.Refused => "cannot be unwrapped: the wrapping key is missing, or another one.",
        KeyProblem.Planted => "is stored in clear, which no command did: it was added to the table.",
        _ => "is needed, and this program was given no keys.",
    };
}
