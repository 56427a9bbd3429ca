namespace Clearing.Lab.Mechanisms;

/// <summary>A way to grant the capacity of a market.</summary>
/// <param name="name">Its name in results.</param>
public abstract class Mechanism(string name)
{
    /// <summary>Its name in results.</summary>
    public string Name { get; } = name;

    /// <summary>The credits under which its sellers bid and are charged.</summary>
    public virtual CreditTerms Credit => CreditTerms.None;

    /// <summary>Which figures it has.</summary>
    public virtual FigureKind Figures => FigureKind.Allocation;

    /// <summary>Grants the capacity of the market on the table.</summary>
    public abstract void Grant(MarketTable table);
}
