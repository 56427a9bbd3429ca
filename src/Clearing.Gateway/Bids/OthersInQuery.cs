using System.Text;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>
/// The query's counts of what a dry run is to treat as decided before: the parts of a file that were
/// checked already.
/// </summary>
/// <param name="NewBids">How many other bids would be accepted for the first time.</param>
/// <param name="NewRefusals">How many would be refused above the cap for the first time.</param>
/// <param name="Problem">The problem of the query; null if it could be read.</param>
internal sealed record OthersInQuery(int NewBids, int NewRefusals, Problem? Problem) : IRead
{
    public const string Accepted = "others_accepted";
    public const string Refused = "others_refused";

    /// <summary>The most that either of them may be.</summary>
    public const int Most = 100_000_000;

    public static ValueTask<OthersInQuery> BindAsync(HttpContext context) =>
        ValueTask.FromResult(Read(context));

    private static OthersInQuery Read(HttpContext context)
    {
        var (bids, wrongBids) = NumberOf(context, Accepted);
        var (refusals, wrongRefusals) = NumberOf(context, Refused);
        return new(bids, refusals, wrongBids ?? wrongRefusals);
    }

    private static (int Value, Problem? Problem) NumberOf(HttpContext context, string name)
    {
        var text = context.Request.Query[name];
        if (text.Count == 0) { return (0, null); }
        if (Integers.Read(Encoding.UTF8.GetBytes($"{text}"), signed: false, out var value) is not null
            || value > Most)
        {
            return (0, Problem.Of(
                Codes.FieldInvalid, name, text, Most, $"must be a number from 0 to {Most}"));
        }
        return Flag.Of(context, DryRun.Name).Value
            ? ((int)value, null)
            : (0, Problem.Of(
                Codes.FieldInvalid, name, text, detail: "is only for a dry run: dry_run=true"));
    }
}
