namespace Clearing.Pages.Reading;

/// <summary>Planned events that wait for an operator, by seller.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">The seller after which others may follow; null if there are none.</param>
internal sealed record WaitingEvents(ImmutableArray<WaitingEvent> Events, string? Next);
