namespace Clearing.Market.Bids;

/// <summary>The commands that spent their ids, and their first answers.</summary>
/// <remarks>
/// Written by hand because idempotency is a rule of the market: the answer is a fact of the journal
/// and survives a crash, which a cache of HTTP responses in front of it would not.
/// </remarks>
internal sealed class CommandLog
{
    // Strings are equal by their characters.
    private readonly Dictionary<(string Seller, string Id), (object Command, int Answer)> _known =
        [];

    /// <summary>
    /// The first answer to a command, or the refusal if its id was used for another.
    /// </summary>
    /// <param name="seller">Whose command it is; empty for the operators'.</param>
    /// <param name="id">Its id, unique among those of its seller.</param>
    /// <param name="command">The command.</param>
    /// <param name="reused">The refusal.</param>
    /// <returns>Null if the id is unused.</returns>
    public TStatus? Answer<TStatus>(string seller, string id, object command, TStatus reused)
        where TStatus : struct, Enum
    {
        if (!_known.TryGetValue((seller, id), out var first)) { return null; }
        return first.Command.Equals(command) ? (TStatus)(object)first.Answer : reused;
    }

    /// <summary>Whether a command of this id was answered before.</summary>
    public bool Knows(string seller, string id) => _known.ContainsKey((seller, id));

    /// <summary>Keeps a command and its answer.</summary>
    public void Keep<TStatus>(string seller, string id, object command, TStatus answer)
        where TStatus : struct, Enum =>
        _known.Add((seller, id), (command, Convert.ToInt32(answer, null)));
}
