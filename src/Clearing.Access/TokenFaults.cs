using Microsoft.IdentityModel.Tokens;

namespace Clearing.Access;

/// <summary>Tells by an exception of a token's check what is wrong with the token.</summary>
public static class TokenFaults
{
    /// <summary>What is wrong with the token.</summary>
    /// <param name="failure">
    /// The exception of the check; null, or one of another kind, counts as
    /// <see cref="TokenFault.Malformed"/>.
    /// </param>
    public static TokenFault Of(Exception? failure) => failure switch
    {
        TokenFaultException ours => ours.Fault,
        SecurityTokenExpiredException => TokenFault.Expired,
        SecurityTokenNotYetValidException => TokenFault.NotYetValid,
        SecurityTokenNoExpirationException => TokenFault.NeverExpires,
        SecurityTokenInvalidIssuerException => TokenFault.WrongIssuer,
        SecurityTokenInvalidAudienceException => TokenFault.WrongAudience,
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException
            or SecurityTokenInvalidSigningKeyException => TokenFault.WrongSignature,
        _ => TokenFault.Malformed,
    };
}
