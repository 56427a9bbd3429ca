using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Explains why a capacity change cannot have the id of a zone's run.</summary>
internal static class KeptId
{
    /// <summary>The problem of a malformed id that is kept for a run; null for any other id.</summary>
    /// <param name="change">The change that was refused for its id.</param>
    public static Problem? Of(CapacityChange? change) => change?.Run is null
        ? null
        : Problem.Of(
            "ID_MALFORMED", "change_id", change.Id,
            detail: "Ids that begin with allocation/ are kept for a zone's runs. Only a proposal may have "
                + "one: that of a run that waits for the approval, with the volume that the run takes away.");
}
