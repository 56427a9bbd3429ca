namespace Clearing.Pages.Tests.Browser;

/// <summary>Draws pictures where a folder for them is named.</summary>
public sealed class PictureFactAttribute : FactAttribute
{
    public const string Folder = "CLEARING_README_PICTURES";

    public PictureFactAttribute() => Skip = Chromium.SkipReason
        ?? (Environment.GetEnvironmentVariable(Folder) is null
            ? $"{Folder} names no folder: set it to docs/images to draw the README's pictures."
            : null);
}
