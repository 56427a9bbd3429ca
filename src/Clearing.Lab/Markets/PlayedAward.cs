namespace Clearing.Lab.Markets;

/// <summary>What one row got in one round.</summary>
public struct PlayedAward
{
    /// <summary>The row of the bid sheet.</summary>
    public int Row;

    /// <summary>The round, from 1.</summary>
    public int Round;

    /// <summary>Cubic feet granted.</summary>
    public long Volume;

    /// <summary>Cubic feet of that which were given back and granted to others.</summary>
    public long Released;

    /// <summary>The fee of its own round, micros per cubic foot.</summary>
    public long RoundFee;

    /// <summary>The fee after all later rounds, micros per cubic foot.</summary>
    public long FinalFee;

    /// <summary>Cubic feet it is liable for.</summary>
    public readonly long Liable => Volume - Released;

    /// <summary>What it is charged, dollars.</summary>
    public readonly double Charge => FinalFee / 1e6 * Liable;
}
