namespace Clearing.Lab.Mechanisms;

/// <summary>Performance credits.</summary>
/// <param name="Rate">Credit per dollar of sales from the space.</param>
/// <param name="Cap">The part of the charge that it may offset.</param>
public readonly record struct CreditTerms(double Rate, double Cap)
{
    /// <summary>No credits.</summary>
    public static readonly CreditTerms None = new(0, 1);

    /// <summary>What is offset of a charge, dollars.</summary>
    public double Applied(double charge, double sales) => Math.Min(Rate * sales, Cap * charge);
}
