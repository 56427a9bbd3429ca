namespace Clearing.Contracts;

/// <summary>What travels with a call, in Orleans' <see cref="RequestContext"/>.</summary>
public static class CallContext
{
    /// <summary>The caller's bearer token, as it was received.</summary>
    public const string Token = "clearing.token";

    /// <summary>The proof that a silo made the call.</summary>
    public const string SiloProof = "clearing.silo";

    /// <summary>
    /// Makes the following calls of this asynchronous flow on behalf of the token's owner. A .NET
    /// service calls it once for each request that it serves.
    /// </summary>
    /// <param name="token">The bearer token; null for none.</param>
    public static void ActFor(string? token)
    {
        if (token is null)
        {
            RequestContext.Remove(Token);
            return;
        }
        RequestContext.Set(Token, token);
    }
}
