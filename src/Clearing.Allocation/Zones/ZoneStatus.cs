namespace Clearing.Allocation.Zones;

/// <summary>
/// What became of a zone's configuration. When several refusals apply, the first listed here is
/// given.
/// </summary>
[GenerateSerializer, Alias("Clearing.ZoneStatus")]
public enum ZoneStatus
{
    /// <summary>The zone has this configuration; repeating it changes nothing.</summary>
    Configured = 0,

    /// <summary>The server does not know the time zone.</summary>
    TimeZoneUnknown = 1,

    /// <summary>A value is out of range; <c>ConfigRange</c> says which.</summary>
    ConfigOutOfRange = 2,

    /// <summary>The zone has another time zone, kind of period or currency.</summary>
    ZoneDiffers = 3,
}
