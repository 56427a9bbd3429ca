namespace Clearing.Gateway;

/// <summary>Marks endpoints with what the description says beyond their types.</summary>
internal static class Marks
{
    /// <summary>The endpoint takes a body, and the description shows its example.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint)
        where T : class, IBody<T> =>
        endpoint.Accepts<T>(isOptional: T.MayBeAbsent, "application/json")
            .WithMetadata(new BodyExample(T.Example, typeof(T), HasCommandId(typeof(T))));

    /// <summary>The endpoint reads these parameters of the query.</summary>
    public static RouteHandlerBuilder WithQuery(
        this RouteHandlerBuilder endpoint, params string[] names) =>
        endpoint.WithMetadata(new QueryNames(names));

    /// <summary>The answer has a tag and is sent again only if it has changed.</summary>
    public static RouteHandlerBuilder WithTag(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new Tagged());

    /// <summary>The endpoint reads this header.</summary>
    public static RouteHandlerBuilder WithRequestHeader(
        this RouteHandlerBuilder endpoint, string name, string meaning) =>
        endpoint.WithMetadata(new RequestHeader(name, meaning));

    // Only a command's id can come with the header Idempotency-Key.
    private static bool HasCommandId(Type body) => body.GetProperties().Any(member =>
        member.IsDefined(typeof(Formats.CommandIdAttribute), inherit: false));

    internal sealed record BodyExample(string Json, Type Body, bool HasCommandId);

    internal sealed record Tagged;

    internal sealed record RequestHeader(string Name, string Meaning);

    internal sealed record QueryNames(string[] Names);
}
