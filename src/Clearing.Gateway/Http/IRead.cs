namespace Clearing.Gateway;

/// <summary>A part of a call, or the problem if it could not be read.</summary>
internal interface IRead
{
    /// <summary>The problem; null if it could be read.</summary>
    Problem? Problem { get; }
}
