namespace Clearing.Gateway;

/// <summary>Something of a call that was read, or why it could not be.</summary>
internal interface IRead
{
    /// <summary>Why not; null if it was read.</summary>
    Problem? Problem { get; }
}
