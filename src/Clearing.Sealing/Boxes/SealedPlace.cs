namespace Clearing.Sealing;

/// <summary>The place of a payload: a box that is sealed for one place opens at no other.</summary>
/// <param name="Stream">The stream, 1 to 400 characters.</param>
/// <param name="Version">The event's number in it, from 1.</param>
/// <param name="Type">The event's type, 1 to 60 characters; of a snapshot <c>snapshot</c>.</param>
public readonly record struct SealedPlace(string Stream, long Version, string Type)
{
    /// <summary>The type of the place of a grain's snapshot.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>What a box at this place is bound to.</summary>
    internal void WriteTo(ref BoundBytes bound, uint keyNumber)
    {
        bound.Add("clearing/seal/v1\0"u8);
        bound.Add(Stream);
        bound.Add(Version);
        bound.Add(Type);
        bound.Add(keyNumber);
    }
}
