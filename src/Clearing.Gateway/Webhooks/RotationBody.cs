using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The terms for changing a webhook's secret.</summary>
internal sealed record RotationBody : IBody<RotationBody>
{
    public static string Example =>
        """
        {"keep_old_seconds":86400}
        """;

    public static bool MayBeAbsent => true;

    private const long OneDay = 86_400;
    private const long MaxSeconds = 7 * OneDay;

    [Whole(0, MaxSeconds)]
    [Description("For how many seconds events are signed with the old secret too; default 86400.")]
    public long? KeepOldSeconds { get; init; }

    internal TimeSpan KeepOld => TimeSpan.FromSeconds(KeepOldSeconds ?? OneDay);
}
