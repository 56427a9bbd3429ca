using System.Text;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The page that a caller wants: the query's <c>cursor</c> and <c>limit</c>.</summary>
/// <param name="After">The cursor as a number; 0 from the start.</param>
/// <param name="Limit">1 to 1,000; default 100.</param>
/// <param name="Problem">The problem of the query; null if it could be read.</param>
internal sealed record Paging(long After, int Limit, Problem? Problem) : IRead
{
    public const int Usual = 100;
    public const int MaxLimit = 1_000;

    /// <summary>True if the caller named a limit.</summary>
    public bool IsLimited { get; init; }

    /// <summary>The caller's limit, or the given one if the caller named none.</summary>
    public int LimitOr(int otherwise) => IsLimited ? Limit : otherwise;

    /// <summary>The cursor as a number of entries to skip.</summary>
    public int Skip => (int)Math.Min(After, int.MaxValue - MaxLimit);

    /// <summary>The cursor of the page after one that shows so many entries; null if it was not full.</summary>
    public string? Next(int shown) => shown < Limit ? null : $"{Skip + shown}";

    /// <summary>The cursor of the page after one that shows so many of all entries; null at the end.</summary>
    public string? Next(int shown, int all) => Skip + shown < all ? $"{Skip + shown}" : null;

    /// <summary>The problem if the caller wants more than an endpoint gives; otherwise null.</summary>
    public Problem? Above(int most) =>
        Limit > most ? Wrong("limit", $"{Limit}", most, $"must be 1 to {most}").Problem : null;

    public static ValueTask<Paging> BindAsync(HttpContext context)
    {
        var cursor = context.Request.Query["cursor"];
        long after = 0;
        if (cursor.Count > 1 || (cursor.Count == 1 && !TryRead(cursor[0], long.MaxValue, out after)))
        {
            return ValueTask.FromResult(Wrong("cursor", cursor, null, "must be a next_cursor"));
        }
        return ValueTask.FromResult(LimitOf(context) with { After = after });
    }

    /// <summary>The limit alone, for endpoints whose cursor is not a number.</summary>
    public static Paging LimitOf(HttpContext context)
    {
        var limit = context.Request.Query["limit"];
        long most = Usual;
        if (limit.Count > 1 || (limit.Count == 1 && (!TryRead(limit[0], MaxLimit, out most) || most < 1)))
        {
            return Wrong("limit", limit, MaxLimit, $"must be 1 to {MaxLimit}");
        }
        return new Paging(0, (int)most, null) { IsLimited = limit.Count == 1 };
    }

    /// <summary>Reads a number of 0 to the most; false if the text is none.</summary>
    public static bool TryRead(string? text, long most, out long value) =>
        Integers.Read(Encoding.UTF8.GetBytes(text ?? ""), signed: false, out value) is null
        && value <= most;

    private static Paging Wrong(string field, string? value, long? limit, string rule) =>
        new(0, 1, Problem.Of(Codes.FieldInvalid, field, value, limit, rule));
}
