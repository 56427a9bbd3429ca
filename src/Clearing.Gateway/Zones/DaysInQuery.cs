using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The days in the query: <c>from</c> and <c>to</c>, both inclusive.</summary>
/// <param name="From">The first day; the earliest possible if left out.</param>
/// <param name="To">The last day; the latest possible if left out.</param>
/// <param name="Problem">The problem of the query; null if it could be read.</param>
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
