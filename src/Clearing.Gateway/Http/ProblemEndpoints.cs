namespace Clearing.Gateway;

/// <summary>The endpoint that lists the codes of problems and their meaning.</summary>
internal static class ProblemEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/problems", List).For(Role.Anonymous).Produces<ImmutableArray<CodeAnswer>>()
            .WithSummary("Every code that a problem can have, with its HTTP status.");
        v1.MapGet("/problems/{code}", Find).For(Role.Anonymous).Produces<CodeAnswer>()
            .WithSummary("What a code means.");
    }

    private static IResult List() => TypedResults.Ok(
        Codes.All.OrderBy(known => known.Key, StringComparer.Ordinal)
            .Select(known => new CodeAnswer(known.Key, known.Value.Status, known.Value.Title))
            .ToImmutableArray());

    private static IResult Find(string code) => Codes.All.TryGetValue(code, out var known)
        ? TypedResults.Ok(new CodeAnswer(code, known.Status, known.Title))
        : Problem.Of(
            Codes.NotFound, "code", code, detail: "is no code: /v1/problems lists them").Result();

    internal sealed record CodeAnswer(string Code, int Status, string Title);
}
