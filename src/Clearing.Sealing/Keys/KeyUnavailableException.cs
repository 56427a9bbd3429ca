namespace Clearing.Sealing;

/// <summary>A data key is not to be had: nothing is sealed or opened with it now.</summary>
/// <param name="scope">Whose key it is.</param>
/// <param name="number">Its number.</param>
/// <param name="problem">Why.</param>
public sealed class KeyUnavailableException(string scope, uint number, KeyProblem problem)
    : Exception($"Key {number} of '{scope}' {Explain(problem)}")
{
    /// <summary>Why.</summary>
    public KeyProblem Problem { get; } = problem;

    private static string Explain(KeyProblem problem) => problem switch
    {
        KeyProblem.Missing => "does not exist.",
        KeyProblem.Destroyed => "was destroyed: what it sealed is erased.",
        KeyProblem.Refused => "cannot be unwrapped: the wrapping key is missing, or another one.",
        _ => "is needed, and this program was given no keys.",
    };
}
