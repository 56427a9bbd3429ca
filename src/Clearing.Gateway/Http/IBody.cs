namespace Clearing.Gateway;

/// <summary>What a body can be.</summary>
/// <typeparam name="TSelf">The body.</typeparam>
internal interface IBody<TSelf>
{
    /// <summary>True if the body holds many commands and may be as large as a batch.</summary>
    static virtual bool IsBatch => false;

    /// <summary>True if no body at all counts as an empty object.</summary>
    static virtual bool MayBeAbsent => false;

    /// <summary>A body as the description shows it, in JSON.</summary>
    static abstract string Example { get; }
}
