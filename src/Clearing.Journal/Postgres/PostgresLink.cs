namespace Clearing.Journal;

/// <summary>The link of an event as a parameter.</summary>
internal static class PostgresLink
{
    /// <summary>Its bytes; null if there is none.</summary>
    public static byte[]? Of(NewEvent happened) =>
        happened.Link.IsEmpty ? null : happened.Link.ToArray();
}
