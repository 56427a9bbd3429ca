using System.Globalization;
using System.Text;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>An export of any length, written page by page as CSV.</summary>
/// <remarks>
/// A failure after the first page breaks the connection, so that a partial export is not mistaken
/// for a complete one.
/// </remarks>
/// <param name="name">The file's name.</param>
/// <param name="columns">The names of the columns.</param>
/// <param name="page">
/// Writes the rows after a cursor and returns the next cursor; null at the end.
/// </param>
internal sealed class CsvAnswer(
    string name, string[] columns, Func<long, CsvOutput, Task<long?>> page) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var memory = new MemoryStream();
        var csv = new CsvOutput(memory);
        foreach (var column in columns) { csv.Text(column); }
        csv.EndRow();
        long? cursor = 0;
        while (cursor is { } after)
        {
            cursor = await page(after, csv);
            csv.Flush();
            if (!httpContext.Response.HasStarted) { Begin(httpContext.Response); }
            await httpContext.Response.Body.WriteAsync(
                memory.GetBuffer().AsMemory(0, (int)memory.Length), httpContext.RequestAborted);
            memory.SetLength(0);
        }
    }

    private void Begin(HttpResponse response)
    {
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }
}

/// <summary>Formats the values of a row.</summary>
internal static class CsvValues
{
    /// <summary>Formats an instant as in JSON answers.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString(
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static void Text(this CsvOutput csv, string value) =>
        csv.Text(Encoding.UTF8.GetBytes(value));
}
