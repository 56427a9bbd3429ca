namespace Clearing.Journal;

/// <summary>How far two clocks are ahead of the one that servers share.</summary>
/// <param name="Machine">This machine's; negative if it is behind.</param>
/// <param name="Database">The database's; negative if it is behind.</param>
public readonly record struct ClockSkew(TimeSpan Machine, TimeSpan Database);
