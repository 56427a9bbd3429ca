using Clearing.Allocation.Bases;
using Clearing.Allocation.Explanations;
using Clearing.Allocation.Projections;

namespace Clearing.Allocation.Runs;

/// <summary>A seller's base of one period, with every value that it follows from.</summary>
/// <param name="Snapshot">What the run took of the seller.</param>
/// <param name="Projection">What it is expected to sell.</param>
/// <param name="Terms">What its base depends on.</param>
/// <param name="Base">Its base, and how its target came about.</param>
/// <param name="Record">What is stored to explain the next change.</param>
public sealed record SellerPlan(
    RunSnapshot Snapshot,
    Projection Projection,
    SellerTerms Terms,
    SellerBase Base,
    BaseRecord Record);
