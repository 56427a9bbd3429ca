namespace Clearing.Market.Bids;

/// <summary>The commands that spent their ids, and their first answers.</summary>
internal sealed class CommandLog
{
    private readonly Dictionary<string, (object Command, int Answer)> _known =
        new(StringComparer.Ordinal);

    /// <summary>
    /// The first answer to a command, or the refusal if its id was used for another.
    /// </summary>
    /// <returns>Null if the id is unused.</returns>
    public TStatus? Answer<TStatus>(string id, object command, TStatus reused)
        where TStatus : struct, Enum
    {
        if (!_known.TryGetValue(id, out var first)) { return null; }
        return first.Command.Equals(command) ? (TStatus)(object)first.Answer : reused;
    }

    /// <summary>Keeps a command and its answer.</summary>
    public void Keep<TStatus>(string id, object command, TStatus answer)
        where TStatus : struct, Enum =>
        _known.Add(id, (command, Convert.ToInt32(answer, null)));
}
