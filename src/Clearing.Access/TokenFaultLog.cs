using Microsoft.Extensions.Logging;

namespace Clearing.Access;

/// <summary>
/// Logs why tokens are refused: one line a minute for each reason, without anything of the token.
/// </summary>
/// <param name="keys">They explain the faults.</param>
/// <param name="clock">Measures the minute.</param>
/// <param name="log">The log.</param>
public sealed partial class TokenFaultLog(
    TokenKeys keys, TimeProvider clock, ILogger<TokenFaultLog> log)
{
    private readonly LogPace<TokenFault> _pace = new(clock);

    /// <summary>Notes that a token was refused.</summary>
    /// <param name="fault">What is wrong with it.</param>
    public void Add(TokenFault fault)
    {
        if (_pace.Allows(fault)) { Refused(log, keys.Explain(fault)); }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A token was refused. {Why} Others refused for this reason are not logged for a minute.")]
    private static partial void Refused(ILogger log, string why);
}
