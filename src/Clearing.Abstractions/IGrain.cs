// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
namespace Orleans;

/// <summary>Something that can be called by its address.</summary>
public interface IAddressable;

/// <summary>A grain.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain that is found by a string.</summary>
public interface IGrainWithStringKey : IGrain;
