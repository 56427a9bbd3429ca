namespace Clearing.Gateway;

/// <summary>What a refusal is about, where the body alone does not tell.</summary>
/// <param name="Field">The member, or what the path names.</param>
/// <param name="Value">Its value.</param>
/// <param name="Detail">What stands there, or which value would do.</param>
internal sealed record RefusedMember(string Field, string Value, string Detail);
