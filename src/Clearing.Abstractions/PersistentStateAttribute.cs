// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
namespace Orleans.Runtime;

/// <summary>Marks a constructor parameter of a grain that is given stored state.</summary>
/// <param name="stateName">Unique among the states of all grain classes.</param>
/// <param name="storageName">The storage provider; null for the default one.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>Unique among the states of all grain classes.</summary>
    public string StateName { get; } = stateName;

    /// <summary>The storage provider; null for the default one.</summary>
    public string? StorageName { get; } = storageName;
}
