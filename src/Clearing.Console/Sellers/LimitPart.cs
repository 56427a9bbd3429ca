namespace Clearing.Pages.Sellers;

/// <summary>A part of the change of a limit, in words.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Change">By how many cubic feet it changed the limit.</param>
/// <param name="What">What happened, in a sentence.</param>
/// <param name="How">How it is computed; may be empty.</param>
public sealed record LimitPart(string Name, long Change, string What, string How = "");
