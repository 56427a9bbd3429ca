namespace Clearing.Contracts;

/// <summary>What travels with a call, in Orleans' <see cref="RequestContext"/>.</summary>
public static class CallContext
{
    /// <summary>The caller's bearer token, as it was received.</summary>
    public const string Token = "clearing.token";

    /// <summary>The proof that a silo made the call.</summary>
    public const string SiloProof = "clearing.silo";

    /// <summary>
    /// The subject of the caller's token. A silo puts here what it found in the token and never
    /// believes a client.
    /// </summary>
    public const string By = "clearing.by";

    /// <summary>Why an operator acts: 1 to 200 characters.</summary>
    public const string Reason = "clearing.reason";

    /// <summary>The server's own id of the request that the call serves.</summary>
    public const string RequestId = "clearing.request";

    /// <summary>
    /// Makes the following calls of this asynchronous flow on behalf of the token's owner. A .NET
    /// service calls it once for each request that it serves.
    /// </summary>
    /// <param name="token">The bearer token; null for none.</param>
    public static void ActFor(string? token) => Set(Token, token);

    /// <summary>
    /// Puts on record why the following calls of this asynchronous flow are made, and for which
    /// request. What an operator's call changes keeps both.
    /// </summary>
    /// <param name="reason">Why: 1 to 200 characters; null for no reason.</param>
    /// <param name="requestId">The id of the request: 1 to 128 characters; null for none.</param>
    public static void ActBecause(string? reason, string? requestId = null)
    {
        Set(Reason, reason);
        Set(RequestId, requestId);
    }

    private static void Set(string key, string? value)
    {
        if (value is null)
        {
            RequestContext.Remove(key);
            return;
        }
        RequestContext.Set(key, value);
    }
}
