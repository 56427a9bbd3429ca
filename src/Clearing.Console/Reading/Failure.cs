namespace Clearing.Pages.Reading;

/// <summary>A refusal or failure, in the words and with the code of the API.</summary>
/// <param name="Code">Stable, such as <c>FEE_OFF_TICK</c>.</param>
/// <param name="Text">What it means.</param>
/// <param name="Field">The field that is wrong; null if it is none in particular.</param>
/// <param name="Value">The field's value.</param>
/// <param name="Limit">The limit that it breaks.</param>
/// <param name="Detail">What to do, or the broken rule.</param>
/// <param name="Trace">The id to quote when asking for help; null for ordinary refusals.</param>
public sealed record Failure(
    string Code, string Text, string? Field = null, string? Value = null, long? Limit = null,
    string? Detail = null, string? Trace = null)
{
    /// <summary>
    /// True if it is unknown whether the command counts; the same command can be sent again.
    /// </summary>
    public bool IsUnknown => Code is Codes.OutcomeUnknown;

    /// <summary>Field, value, limit and trace, as far as they are known.</summary>
    public string Facts => string.Join(" · ", new[]
    {
        Field,
        Value is null ? null : $"value {Value}",
        Limit is null ? null : $"limit {Limit}",
        Trace is null ? null : $"trace {Trace}",
    }.OfType<string>());

    internal static Failure Of(Problem problem, string? trace = null) => new(
        problem.Code, problem.Title, problem.Field, problem.Value, problem.Limit, problem.Detail,
        trace);
}
