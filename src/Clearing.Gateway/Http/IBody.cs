namespace Clearing.Gateway;

/// <summary>A type that can be the body of a call.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal interface IBody<TSelf>
{
    /// <summary>True if the body holds many commands and may be as large as a batch.</summary>
    static virtual bool IsBatch => false;

    /// <summary>True if a missing body counts as an empty object.</summary>
    static virtual bool MayBeAbsent => false;

    /// <summary>An example body in JSON for the description.</summary>
    static abstract string Example { get; }
}
