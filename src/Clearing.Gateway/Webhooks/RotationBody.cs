namespace Clearing.Gateway;

/// <summary>How a webhook's secret is changed.</summary>
internal sealed record RotationBody : IBody<RotationBody>
{
    public static string Example =>
        """
        {"keep_old_seconds":86400}
        """;

    public static bool MayBeAbsent => true;

    private const long OneDay = 86_400;
    private const long Longest = 7 * OneDay;

    [Description("So long events are signed with the old secret, too: 0 to 604800; default 86400.")]
    public long? KeepOldSeconds { get; init; }

    internal TimeSpan KeepOld => TimeSpan.FromSeconds(KeepOldSeconds ?? OneDay);

    public static RotationBody Read(Members members)
    {
        var body = new RotationBody
        {
            KeepOldSeconds = members.NumberIfAny("keep_old_seconds", 0, Longest),
        };
        members.RefuseOthers();
        return body;
    }
}
