// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
namespace Orleans;

/// <summary>Gives references to grains.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to a grain; its first call activates it, not this.</summary>
    /// <typeparam name="TGrainInterface">The grain's interface.</typeparam>
    /// <param name="primaryKey">The grain's key.</param>
    /// <param name="grainClassNamePrefix">Chooses among classes; null if there is only one.</param>
    TGrainInterface GetGrain<TGrainInterface>(
        string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;
}
