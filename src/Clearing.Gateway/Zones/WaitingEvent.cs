using Clearing.Allocation.Projections;

namespace Clearing.Gateway;

/// <summary>A planned event that waits for an operator.</summary>
/// <param name="Seller">The seller that plans it.</param>
/// <param name="Event">The event.</param>
internal sealed record WaitingEvent(string Seller, EventPlanView Event);
