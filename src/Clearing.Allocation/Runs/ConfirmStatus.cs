namespace Clearing.Allocation.Runs;

/// <summary>
/// What became of a confirmation. When several refusals apply, the first listed here is given.
/// </summary>
[GenerateSerializer, Alias("Clearing.ConfirmStatus")]
public enum ConfirmStatus
{
    /// <summary>The run is confirmed; repeating the confirmation changes nothing.</summary>
    Confirmed = 0,

    /// <summary>The id is not 1 to 64 letters, digits and <c>. _ : -</c>.</summary>
    IdMalformed = 1,

    /// <summary>The id stands for another command.</summary>
    IdReused = 2,

    /// <summary>No such zone is configured.</summary>
    ZoneUnknown = 3,

    /// <summary>The zone has no such run.</summary>
    RunUnknown = 4,

    /// <summary>The period's bases are confirmed by another run, or by another command.</summary>
    AlreadyConfirmed = 5,

    /// <summary>The run is still being computed.</summary>
    RunUnderWay = 6,

    /// <summary>
    /// A later run drafted the period, an override was set, or the period before was confirmed: the
    /// draft is outdated.
    /// </summary>
    RunOutdated = 7,
}
