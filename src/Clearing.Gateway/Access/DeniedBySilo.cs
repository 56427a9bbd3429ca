namespace Clearing.Gateway;

/// <summary>Says that a silo denied the request's call, and has counted it.</summary>
internal sealed record DeniedBySilo;
