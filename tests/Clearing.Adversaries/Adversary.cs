namespace Clearing.Adversaries;

/// <summary>An attacker who tries to learn or to change what it may not.</summary>
public abstract class Adversary
{
    /// <summary>Its name on the command line.</summary>
    public string Name => GetType().Name;

    /// <summary>Who it is and what it is after, in one sentence.</summary>
    public abstract string Aim { get; }

    /// <summary>Tries everything it knows.</summary>
    /// <param name="defended">False with the mitigation switched off: it must succeed then.</param>
    /// <returns>What it learned or changed unnoticed, a sentence each; empty if nothing.</returns>
    public abstract Task<IReadOnlyList<string>> Try(bool defended);
}
