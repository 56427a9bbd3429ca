using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The dead letters to send again.</summary>
internal sealed record RedeliveryBody : IBody<RedeliveryBody>
{
    public static string Example =>
        """
        {"number":42}
        """;

    public static bool MayBeAbsent => true;

    [Whole(1), Description("The event's number; without it all dead letters are tried.")]
    public long? Number { get; init; }
}
