namespace Clearing.Gateway;

/// <summary>Reads <c>true</c> or <c>false</c> from the query.</summary>
internal static class Flag
{
    /// <summary>The parameter, false if it is not there; or why it cannot be read.</summary>
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

/// <summary>True if the query says <c>dry_run=true</c>: nothing is to be changed.</summary>
/// <param name="Value">True if it does.</param>
/// <param name="Problem">Why it could not be read; null if it could.</param>
internal sealed record DryRun(bool Value, Problem? Problem) : IRead
{
    public const string Name = "dry_run";

    public static ValueTask<DryRun> BindAsync(HttpContext context)
    {
        var (value, problem) = Flag.Of(context, Name);
        return ValueTask.FromResult(new DryRun(value, problem));
    }
}

/// <summary>True if the query says <c>allow_gap=true</c>: round numbers may be left out.</summary>
/// <param name="Value">True if it does.</param>
/// <param name="Problem">Why it could not be read; null if it could.</param>
internal sealed record AllowGap(bool Value, Problem? Problem) : IRead
{
    public const string Name = "allow_gap";

    public static ValueTask<AllowGap> BindAsync(HttpContext context)
    {
        var (value, problem) = Flag.Of(context, Name);
        return ValueTask.FromResult(new AllowGap(value, problem));
    }
}
