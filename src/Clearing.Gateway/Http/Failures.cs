using Clearing.Contracts;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway;

/// <summary>Turns failures, and calls that no endpoint answers, into problem details.</summary>
/// <remarks>
/// The log gets the type of a failure and its place but never its message, which may quote a
/// bid.
/// </remarks>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="log">Logs failures without their messages.</param>
internal sealed partial class Failures(RequestDelegate next, ILogger<Failures> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (Unanswered(context) is { } code)
            {
                AllowHead(code, context.Response.Headers);
                var (field, value) = FieldOf(code, context.Request);
                await Problem.Of(code, field, value, detail: DetailOf(code, context))
                    .Result().ExecuteAsync(context);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            await Of(failure, context).Result().ExecuteAsync(context);
        }
        catch (Exception failure)
        {
            // Part of the answer is already sent; the caller must not take it for a whole one.
            Failed(log, failure.GetType().FullName, context.TraceIdentifier, failure.StackTrace);
            context.Abort();
        }
    }

    private Problem Of(Exception failure, HttpContext context)
    {
        if (failure is BadHttpRequestException bad) { return Of(bad); }
        if (failure is AccessDeniedException)
        {
            context.Features.Set(new DeniedBySilo());
            return Problem.Of(Codes.Forbidden);
        }
        if (failure is OutcomeUnknownException)
        {
            Unanswered(log, NoAnswers.Cause(failure), context.TraceIdentifier);
            return Problem.Of(HttpMethods.IsGet(context.Request.Method)
                ? Codes.Unavailable
                : Codes.OutcomeUnknown);
        }
        Failed(log, failure.GetType().FullName, context.TraceIdentifier, failure.StackTrace);
        return Problem.Of(Codes.InternalError);
    }

    private static Problem Of(BadHttpRequestException bad) => Problem.Of(bad.StatusCode switch
    {
        StatusCodes.Status408RequestTimeout => Codes.BodyTooSlow,
        StatusCodes.Status413PayloadTooLarge => Codes.BodyTooLarge,
        _ => Codes.BodyMalformed,
    });

    private static (string? Field, string? Value) FieldOf(string code, HttpRequest request) =>
        code is Codes.NotFound or Codes.MethodNotAllowed ? ("path", request.Path.Value)
        : code == Codes.ContentTypeUnsupported ? ("Content-Type", request.ContentType)
        : (null, null);

    private static string? DetailOf(string code, HttpContext context) =>
        code == Codes.NotFound ? "/docs shows every path."
        : code == Codes.MethodNotAllowed
            ? $"It takes {context.Response.Headers.Allow}, not {context.Request.Method}."
        : code != Codes.ContentTypeUnsupported ? null
        : context.Request.Path.Value!.EndsWith("/imports", StringComparison.Ordinal)
            ? BodyBytes.CsvExpected
            : BodyBytes.JsonExpected;

    // Routing knows no HEAD, which is answered wherever GET is.
    private static void AllowHead(string code, IHeaderDictionary headers)
    {
        string[] allowed = [.. headers.Allow.SelectMany(list => (list ?? "").Split(", "))];
        if (code == Codes.MethodNotAllowed && allowed.Contains("GET") && !allowed.Contains("HEAD"))
        {
            headers.Allow = string.Join(", ", allowed.Append("HEAD").Order(StringComparer.Ordinal));
        }
    }

    private static string? Unanswered(HttpContext context)
    {
        var response = context.Response;
        if (response.HasStarted || response.ContentLength is not null
            || response.ContentType is not null)
        {
            return null;
        }
        return response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => Codes.Unauthenticated,
            StatusCodes.Status403Forbidden => Codes.Forbidden,
            StatusCodes.Status404NotFound => Codes.NotFound,
            StatusCodes.Status405MethodNotAllowed => Codes.MethodNotAllowed,
            StatusCodes.Status415UnsupportedMediaType => Codes.ContentTypeUnsupported,
            _ => null,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No answer ({Cause}) to {Trace}")]
    private static partial void Unanswered(ILogger log, string cause, string trace);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} in {Trace} at {Where}")]
    private static partial void Failed(ILogger log, string? kind, string trace, string? where);
}
