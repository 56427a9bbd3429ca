namespace Clearing.Journal;

/// <summary>The link of an event as a parameter.</summary>
internal static class PostgresLink
{
    /// <summary>The bytes of an event's link; null if it has none.</summary>
    public static byte[]? Of(NewEvent happened) =>
        happened.Link.IsEmpty ? null : happened.Link.ToArray();
}
