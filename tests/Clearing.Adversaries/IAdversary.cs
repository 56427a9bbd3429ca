namespace Clearing.Adversaries;

/// <summary>Someone who tries to learn what is sealed, or to change what is bound.</summary>
public interface IAdversary
{
    /// <summary>Tries against the market as it is.</summary>
    /// <returns>What was learned; null for nothing.</returns>
    string? Attack();

    /// <summary>Tries the same where what stops it is switched off: it must succeed.</summary>
    /// <returns>What was learned; null for nothing.</returns>
    string? AttackUnprotected();
}
