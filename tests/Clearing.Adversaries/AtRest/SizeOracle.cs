namespace Clearing.Adversaries.AtRest;

/// <summary>Compares the sizes of rows: of a small fee, a large one, and its own guesses.</summary>
public sealed class SizeOracle : Adversary
{
    /// <inheritdoc/>
    public override string Aim =>
        "Who sees the sizes of rows tells the digits of a fee by them, or a guess that hits.";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> Try(bool defended)
    {
        await using var victim = await Victim.Live(isSealed: defended);
        // The third and fourth events are bids whose ids are of like length, and fees are not.
        var rows = await victim.Rows();
        var learned = new List<string>();
        if (rows[2].Payload.Length != rows[3].Payload.Length)
        {
            learned.Add(
                $"a fee of one digit takes {rows[2].Payload.Length} bytes, one of twelve "
                + $"{rows[3].Payload.Length}");
        }
        await victim.GoOn("guess-1");
        await victim.GoOn("a-guess");
        var guesses = (await victim.Rows()).TakeLast(2).ToArray();
        if (guesses[0].Payload.Length != guesses[1].Payload.Length)
        {
            learned.Add("a guess changes the size of its row");
        }
        await victim.Amend("small", "bob", 6);
        await victim.Amend("large", "carol", 123_456_789_013);
        var amended = (await victim.Rows()).TakeLast(2).ToArray();
        // The ids and sellers differ by two characters, which the padding to 64 bytes hides here.
        if (amended[0].Payload.Length != amended[1].Payload.Length)
        {
            learned.Add(
                $"an amendment to one digit takes {amended[0].Payload.Length} bytes, one to twelve "
                + $"{amended[1].Payload.Length}");
        }
        return learned;
    }
}
