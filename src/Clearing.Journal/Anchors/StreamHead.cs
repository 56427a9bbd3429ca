namespace Clearing.Journal;

/// <summary>The end of a stream's chain.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The version of its last durable event.</param>
/// <param name="Link">The link of that event, 32 bytes.</param>
public readonly record struct StreamHead(string Stream, long Version, ReadOnlyMemory<byte> Link);
