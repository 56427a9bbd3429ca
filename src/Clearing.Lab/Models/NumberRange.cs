namespace Clearing.Lab.Models;

/// <summary>A range of numbers, both ends inclusive.</summary>
/// <param name="Min">The lower end.</param>
/// <param name="Max">The upper end, not below the lower one.</param>
public readonly record struct NumberRange(double Min, double Max);
