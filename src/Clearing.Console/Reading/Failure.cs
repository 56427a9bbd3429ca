using Clearing.Formats;

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

    /// <summary>
    /// True if an answer under the command's id can still come: its outcome is unknown, or it was not
    /// asked for this time. After any other failure the id is spent, because refusals are remembered.
    /// </summary>
    public bool LeavesIdOpen => IsUnknown
        || Code is Codes.Unavailable or Codes.Unauthenticated or Codes.Forbidden;

    /// <summary>Field, value, limit and trace, as far as they are known.</summary>
    public string Facts => string.Join(" · ", new[]
    {
        Field,
        Value is null ? null : $"value {Value}",
        Limit is null ? null : $"limit {Limit}",
        Trace is null ? null : $"trace {Trace}",
    }.OfType<string>());

    /// <summary>The detail as a sentence; the API's rule continues the name of the field.</summary>
    public string? DetailSentence => Field is not null && Detail is [>= 'a' and <= 'z', ..]
        ? $"{Field} {Detail.TrimEnd('.')}."
        : Detail;

    /// <summary>The failure of a page's parameter that is not what it may be.</summary>
    /// <param name="name">As it is in the address.</param>
    /// <param name="value">What the address gives it.</param>
    /// <param name="allowed">What it may be, such as "a whole number from 1 to 9".</param>
    internal static Failure OfParameter(string name, string value, string allowed)
    {
        var shown = FormatError.Show(value);
        return new(
            Codes.FieldInvalid, $"The parameter {name} must be {allowed}, not “{shown}”.", name, shown);
    }

    internal static Failure Of(Problem problem, string? trace = null) => new(
        problem.Code, problem.Title, problem.Field, problem.Value, problem.Limit, problem.Detail,
        trace);
}
