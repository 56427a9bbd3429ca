namespace Clearing.Contracts;

/// <summary>How often a caller was denied something in a minute.</summary>
/// <param name="Number">The row's number in the record, from 1 without gaps.</param>
/// <param name="Minute">The beginning of the minute, in UTC.</param>
/// <param name="Caller">
/// The subject of the caller's token; <c>*</c> for all callers that found no room in that minute.
/// </param>
/// <param name="Code">The code of the refusal; <c>*</c> as above.</param>
/// <param name="Count">How many calls, 1 or more.</param>
[GenerateSerializer, Alias("Clearing.DeniedCall"), Immutable]
public sealed record DeniedCall(
    long Number, DateTimeOffset Minute, string Caller, string Code, long Count);
