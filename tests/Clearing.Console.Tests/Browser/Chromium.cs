namespace Clearing.Pages.Tests.Browser;

/// <summary>Where Debian's browser is.</summary>
internal static class Chromium
{
    public const string Path = "/usr/bin/chromium";

    public static string? SkipReason => File.Exists(Path)
        ? null
        : $"There is no browser at {Path}: apt-get install chromium.";
}

/// <summary>A test in a real browser; skipped if there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.SkipReason;
}

/// <summary>
/// A test in a real browser, once for each of its data; skipped if there is none.
/// </summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.SkipReason;
}
