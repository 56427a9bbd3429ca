namespace Clearing.Allocation.Bases;

/// <summary>How far a cut of bases has come.</summary>
[GenerateSerializer, Alias("Clearing.BaseCutStage")]
public enum BaseCutStage
{
    /// <summary>The sellers are being notified.</summary>
    Announcing = 0,

    /// <summary>Every seller is notified; the day of the cut has not come.</summary>
    Announced = 1,

    /// <summary>The cut bases hold.</summary>
    InForce = 2,
}
