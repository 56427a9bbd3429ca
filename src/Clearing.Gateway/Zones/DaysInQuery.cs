using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The days that the query names: <c>from</c> and <c>to</c>, both counted.</summary>
/// <param name="From">The first day; the first of all without it.</param>
/// <param name="To">The last day; the last of all without it.</param>
/// <param name="Problem">Why they could not be read; null if they could.</param>
internal sealed record DaysInQuery(DateOnly From, DateOnly To, Problem? Problem) : IRead
{
    public static ValueTask<DaysInQuery> BindAsync(HttpContext context)
    {
        var (from, wrongFrom) = Read(context, "from", DateOnly.MinValue);
        var (to, wrongTo) = Read(context, "to", DateOnly.MaxValue);
        var wrong = wrongFrom ?? wrongTo ?? (to >= from ? null : Problem.Of(
            Codes.FieldInvalid, "to", $"{to:yyyy-MM-dd}",
            detail: $"must not be before from, which is {from:yyyy-MM-dd}"));
        return ValueTask.FromResult(new DaysInQuery(from, to, wrong));
    }

    private static (DateOnly Day, Problem? Problem) Read(
        HttpContext context, string name, DateOnly otherwise)
    {
        var values = context.Request.Query[name];
        if (values.Count == 0) { return (otherwise, null); }
        return values.Count == 1 && JsonMembers.DayOf(values[0] ?? "") is { } day
            ? (day, null)
            : (otherwise, Problem.Of(
                Codes.FieldInvalid, name, values, detail: "must be a date such as 2026-10-01"));
    }
}
