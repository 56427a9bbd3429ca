using System.Security.Claims;
using Clearing.Market.Units;

namespace Clearing.Access;

/// <summary>
/// What the subject of a token must be: one id, so that the trail always names who acted and two
/// callers are never taken for one.
/// </summary>
public static class SubjectRule
{
    /// <summary>
    /// True if the claims have one subject of 1 to 128 printable ASCII characters without spaces.
    /// </summary>
    /// <param name="claims">The claims of a valid token.</param>
    public static bool IsMet(ClaimsIdentity? claims) =>
        claims?.FindAll("sub").ToArray() is [var subject] && IdRule.Allows(subject.Value);
}
