using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>A client's record of one command: its content, attempts and answers.</summary>
/// <param name="Market">The market it goes to.</param>
/// <param name="Seller">The seller it is from or for; empty for an operator's.</param>
/// <param name="Body">The command: the same each time it is sent.</param>
internal sealed record Command(string Market, string Seller, object Body)
{
    private readonly List<(long SentAt, object Answer)> _answers = [];

    /// <summary>The answers that reached the client, in the order they did.</summary>
    public IEnumerable<object> Answers => _answers.Select(answer => answer.Answer);

    /// <summary>The answers to attempts at or after a time.</summary>
    public IEnumerable<object> AnswersSince(long time) =>
        _answers.Where(answer => answer.SentAt >= time).Select(answer => answer.Answer);

    public void Answer(long sentAt, object answer) => _answers.Add((sentAt, answer));

    public override string ToString() => $"{Seller}→{Market}: {Body}";
}

/// <summary>The answer to a client's query.</summary>
/// <param name="Market">The market it asked about.</param>
/// <param name="Seller">The seller it asked for; empty for an operator.</param>
/// <param name="Seen">The answer.</param>
internal sealed record Sight(string Market, string Seller, object Seen);

/// <summary>A close that an operator asked for.</summary>
internal sealed record CloseOf(int Round);

/// <summary>An act that an operator put to another one.</summary>
internal sealed record ProposalOf(string Id, ProposedAct What);

/// <summary>An approval of a proposal, or its withdrawal.</summary>
internal sealed record DecisionOn(string Id, string By, bool Approves);

/// <summary>A pause, a resumption or a settlement that an operator asked for.</summary>
internal sealed record StageOf(string Verb);
