using Microsoft.IdentityModel.Tokens;

namespace Clearing.Access;

/// <summary>Ends the check of a token that the library itself would accept.</summary>
/// <param name="fault">What is wrong with the token.</param>
internal sealed class TokenFaultException(TokenFault fault)
    : SecurityTokenValidationException($"The token is refused: {fault}.")
{
    /// <summary>What is wrong with the token.</summary>
    public TokenFault Fault => fault;
}
