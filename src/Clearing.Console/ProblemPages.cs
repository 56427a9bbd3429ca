using Clearing.Pages.Reading;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Clearing.Pages;

/// <summary>
/// Shows a problem as a page of the console to a browser that asks for a page. Addresses for
/// programs keep their problem details, whoever opens them.
/// </summary>
internal sealed class ProblemPages : IProblemPage
{
    private static readonly string[] OfPrograms = ["/v1", "/openapi", "/docs", "/health", "/metrics"];

    public bool IsFor(HttpContext context) =>
        !OfPrograms.Any(place => context.Request.Path.StartsWithSegments(place))
        && MediaTypeHeaderValue.TryParseList(context.Request.Headers.Accept, out var accepted)
        && accepted.Any(type => type.MediaType == "text/html" && type.Quality is not 0);

    public Task Write(HttpContext context, Problem problem)
    {
        PageHeaders.Set(context.Response.Headers);
        var page = new RazorComponentResult<ProblemDocument>(new Dictionary<string, object?>
        {
            [nameof(ProblemDocument.Failure)] = Failure.Of(problem, problem.RequestId),
        });
        page.StatusCode = context.Response.StatusCode;
        return page.ExecuteAsync(context);
    }
}
