namespace Clearing.Gateway;

/// <summary>A code of problems, with everything that is the same wherever it occurs.</summary>
/// <param name="Name">The code. It is stable, because programs depend on it.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What the code means.</param>
/// <param name="Fields">
/// The members that can cause it; the problem names the first one in the body that does.
/// </param>
/// <param name="Limit">
/// The limit that was broken, if it is the same for all markets and members.
/// </param>
internal sealed record Code(
    string Name, int Status, string Title, CodeField[]? Fields = null, long? Limit = null);
