using Clearing.Allocation.Configuration;

namespace Clearing.Formats.Allocations;

/// <summary>
/// A case's configuration: the rules of the base and the terms of a market that it needs.
/// </summary>
/// <param name="Rules">The numbers in the rules of the base.</param>
/// <param name="Lot">The market's lot; default 1.</param>
/// <param name="Money">The market's currency and credit.</param>
internal sealed record CaseConfig(AllocationConfig Rules, long Lot, MoneyTerms Money);
