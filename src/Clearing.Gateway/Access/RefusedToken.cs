namespace Clearing.Gateway;

/// <summary>Says why the token of a request is refused.</summary>
/// <param name="Fault">What is wrong with it.</param>
internal sealed record RefusedToken(TokenFault Fault);
