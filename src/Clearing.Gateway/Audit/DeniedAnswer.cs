namespace Clearing.Gateway;

/// <summary>A page of denied calls.</summary>
internal sealed record DeniedAnswer(
    [property: Description("Oldest first; the last minute may be missing.")]
    ImmutableArray<DeniedCallAnswer> Denied,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor)
{
    /// <summary>A page and the cursor of the next one.</summary>
    public static DeniedAnswer Of(ImmutableArray<DeniedCall> page, int limit) => new(
        [.. page.Select(DeniedCallAnswer.Of)],
        page.Length == limit ? $"{page[^1].Number}" : null);
}

/// <summary>How often a caller was denied something in a minute.</summary>
internal sealed record DeniedCallAnswer(
    [property: Description("Runs from 1 without gaps.")] long Number,
    [property: Description("The beginning of the minute, UTC.")] DateTime Minute,
    [property: Description(
        "The subject of the caller's token; * for those that found no room in a flood.")]
    string Caller,
    [property: Description("The code of the refusal; ACCESS_DENIED if a silo denied it.")]
    string Code,
    [property: Description("How many calls.")] long Count)
{
    public static DeniedCallAnswer Of(DeniedCall denied) => new(
        denied.Number, denied.Minute.UtcDateTime, denied.Caller, denied.Code, denied.Count);
}
