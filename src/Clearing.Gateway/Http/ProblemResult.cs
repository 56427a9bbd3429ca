using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>Writes problem details, or a page for a browser that asks for one.</summary>
/// <param name="problem">The problem to write.</param>
internal sealed class ProblemResult(Problem problem) : IResult
{
    private const string ContentType = "application/problem+json";

    public Problem Problem => problem;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        httpContext.RequestServices.GetRequiredService<GatewayMetrics>().Problem(problem.Code);
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (Codes.RetryAfterSeconds(problem.Code) is { } seconds)
        {
            response.Headers.RetryAfter = seconds;
        }
        var answer = WithPlace(httpContext) with { RequestId = httpContext.TraceIdentifier };
        if (httpContext.RequestServices.GetService<IProblemPage>() is { } page && page.IsFor(httpContext))
        {
            return page.Write(httpContext, answer);
        }
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>();
        return response.WriteAsJsonAsync(answer, json.Value.SerializerOptions, ContentType);
    }

    // A refusal that concerns the path shows the value in it, as one about a body does.
    private Problem WithPlace(HttpContext context)
    {
        if (problem.Field is not null) { return problem; }
        foreach (var (name, _, _) in Codes.All[problem.Code].Fields ?? [])
        {
            var values = context.Request.RouteValues;
            var value = name == "market" ? MarketInPath.KeyOf(values) : values[name];
            if (value is not null)
            {
                return problem with { Field = name, Value = Formats.FormatError.Show($"{value}") };
            }
        }
        return problem;
    }
}
