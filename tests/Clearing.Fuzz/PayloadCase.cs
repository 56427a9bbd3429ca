namespace Clearing.Fuzz;

/// <summary>A payload to put in place of the one of an event.</summary>
/// <param name="Name">The event's type, what was replaced, and by what.</param>
/// <param name="Stream">The event's stream.</param>
/// <param name="At">Its place there, from 0.</param>
/// <param name="Payload">The payload.</param>
internal sealed record PayloadCase(string Name, string Stream, int At, string Payload);
