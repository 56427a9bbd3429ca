namespace Clearing.Contracts;

/// <summary>What travels with a call, in Orleans' <see cref="RequestContext"/>.</summary>
public static class CallContext
{
    /// <summary>The caller's bearer token, as it was received.</summary>
    public const string Token = "clearing.token";

    /// <summary>The proof that a silo made the call.</summary>
    public const string SiloProof = "clearing.silo";

    /// <summary>
    /// The subject of the caller's token. The silo sets it from the token and ignores whatever a
    /// client sent.
    /// </summary>
    public const string By = "clearing.by";

    /// <summary>Why an operator acts: 1 to 200 characters.</summary>
    public const string Reason = "clearing.reason";

    /// <summary>The server's id of the HTTP request that the call serves.</summary>
    public const string RequestId = "clearing.request";

    /// <summary>
    /// Makes the following calls of this asynchronous flow act for the token's owner. A .NET
    /// service calls it once per request that it serves.
    /// </summary>
    /// <param name="token">The bearer token; null for none.</param>
    public static void ActFor(string? token) => Set(Token, token);

    /// <summary>
    /// Sets the reason and the request id of the following calls of this asynchronous flow. Both
    /// are recorded with whatever an operator's call changes.
    /// </summary>
    /// <param name="reason">The reason: 1 to 200 characters; null for none.</param>
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
