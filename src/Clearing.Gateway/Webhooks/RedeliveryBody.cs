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

    [Whole(1), Description("The number of the event to send again; default all dead letters.")]
    public long? Number { get; init; }
}
