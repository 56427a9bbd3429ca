namespace Clearing.Market.Markets;

/// <summary>Who did something as an operator, when and why; kept with what it changed.</summary>
/// <param name="By">Who: the subject of the caller's token.</param>
/// <param name="At">When, by the clock of the process that served it.</param>
/// <param name="Reason">Why: 1 to 200 characters; null if none was given.</param>
/// <param name="RequestId">The server's id of the call; null if the caller gave none.</param>
[GenerateSerializer, Alias("Clearing.Act"), Immutable]
public sealed record Act(
    string By, DateTimeOffset At, string? Reason = null, string? RequestId = null);
