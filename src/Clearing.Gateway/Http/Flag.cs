namespace Clearing.Gateway;

/// <summary>Reads <c>true</c> or <c>false</c> from the query.</summary>
internal static class Flag
{
    /// <summary>The parameter, false if missing; and the problem if it cannot be read.</summary>
    public static (bool Value, Problem? Problem) Of(HttpContext context, string name)
    {
        var text = context.Request.Query[name];
        return text.Count == 0 ? (false, null) : text.ToString() switch
        {
            "true" => (true, null),
            "false" => (false, null),
            var other => (false, Problem.Of(
                Codes.FieldInvalid, name, other, detail: "must be true or false")),
        };
    }
}

/// <summary>The query's <c>dry_run</c>: if it is true, nothing is changed.</summary>
/// <param name="Value">True if the call is a dry run.</param>
/// <param name="Problem">The problem of the parameter; null if it could be read.</param>
internal sealed record DryRun(bool Value, Problem? Problem) : IRead
{
    public const string Name = "dry_run";

    public static ValueTask<DryRun> BindAsync(HttpContext context)
    {
        var (value, problem) = Flag.Of(context, Name);
        return ValueTask.FromResult(new DryRun(value, problem));
    }
}

/// <summary>The query's <c>allow_gap</c>: if it is true, round numbers may be skipped.</summary>
/// <param name="Value">True if they may be skipped.</param>
/// <param name="Problem">The problem of the parameter; null if it could be read.</param>
internal sealed record AllowGap(bool Value, Problem? Problem) : IRead
{
    public const string Name = "allow_gap";

    public static ValueTask<AllowGap> BindAsync(HttpContext context)
    {
        var (value, problem) = Flag.Of(context, Name);
        return ValueTask.FromResult(new AllowGap(value, problem));
    }
}
