using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A deal or a launch that an operator enters as confirmed.</summary>
internal sealed record ConfirmedEventBody : EventPlanBody, IBody<ConfirmedEventBody>
{
    public static string Example =>
        """
        {"event_id":"fair","first_day":"2026-11-20","last_day":"2026-11-27","uplift_ppm":2500000,
         "reason":"told by phone"}
        """;

    [Text(NoteRule.MaxLength)]
    [Description("Why it counts: 1 to 200 characters, which the seller sees too.")]
    public required string Reason { get; init; }
}
