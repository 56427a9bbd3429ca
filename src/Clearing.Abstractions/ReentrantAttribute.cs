// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
namespace Orleans.Concurrency;

/// <summary>Lets the calls of one activation interleave at their awaits.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
