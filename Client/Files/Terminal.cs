namespace Clearing.Client.Files;

/// <summary>The streams at whose other end a person is; null for those that are redirected.</summary>
/// <param name="Input">What the person types.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Error">The standard error.</param>
internal sealed record Terminal(TextReader? Input, TextWriter? Output, TextWriter? Error)
{
    /// <summary>Nobody is at the terminal.</summary>
    internal static Terminal Nobody { get; } = new(null, null, null);

    /// <summary>The terminal of this process; tests, which answer nothing, set another one.</summary>
    internal static Func<Terminal> Here { get; set; } = () => new(
        Console.IsInputRedirected ? null : Console.In,
        Console.IsOutputRedirected ? null : Console.Out,
        Console.IsErrorRedirected ? null : Console.Error);
}
