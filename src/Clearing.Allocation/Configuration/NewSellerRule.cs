namespace Clearing.Allocation.Configuration;

/// <summary>What a seller gets in its first weeks.</summary>
[GenerateSerializer, Alias("Clearing.NewSellerRule")]
public enum NewSellerRule
{
    /// <summary>No limit; space is reserved for it.</summary>
    NoLimit = 0,

    /// <summary>A fixed base.</summary>
    Fixed = 1,
}
