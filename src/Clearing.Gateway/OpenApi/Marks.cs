namespace Clearing.Gateway;

/// <summary>What the description of an endpoint says beyond its types.</summary>
internal static class Marks
{
    /// <summary>The endpoint takes a body, and the description shows its example.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint)
        where T : class, IBody<T> =>
        endpoint.Accepts<T>("application/json").WithMetadata(new BodyExample(T.Example));

    /// <summary>The endpoint reads these parameters of the query.</summary>
    public static RouteHandlerBuilder WithQuery(
        this RouteHandlerBuilder endpoint, params string[] names) =>
        endpoint.WithMetadata(new QueryNames(names));

    internal sealed record BodyExample(string Json);

    internal sealed record QueryNames(string[] Names);
}
