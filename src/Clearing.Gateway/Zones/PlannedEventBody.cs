using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A deal or a launch that a seller plans.</summary>
internal sealed record PlannedEventBody : EventPlanBody, IBody<PlannedEventBody>
{
    public static string Example =>
        """
        {"event_id":"fair","first_day":"2026-11-20","last_day":"2026-11-27","uplift_ppm":2500000,
         "note":"a fair in our town"}
        """;
}
