namespace Clearing.Gateway;

/// <summary>A code that a problem can have, with all that is the same wherever it occurs.</summary>
/// <param name="Name">The code: stable, programs decide by it.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What the code means.</param>
/// <param name="Fields">
/// The members that it can be about; the problem names the first one of a body that explains it.
/// </param>
/// <param name="Limit">
/// The limit that was broken, if it is the same for every market and every member.
/// </param>
internal sealed record Code(
    string Name, int Status, string Title, CodeField[]? Fields = null, long? Limit = null);
