namespace Clearing.Pages.Charts;

/// <summary>One of a chart's three drawings, chosen by the container's width.</summary>
/// <param name="Width">Units, which are pixels at the drawing's own width.</param>
/// <param name="Height">The same.</param>
/// <param name="Css">The class that shows it.</param>
public readonly record struct Frame(int Width, int Height, string Css)
{
    /// <summary>True for the drawing of a phone, which has shorter labels.</summary>
    public bool IsNarrow => Css == "nar";

    /// <summary>One drawing each for a phone, a laptop and a wall screen.</summary>
    public static ImmutableArray<Frame> Three(int height, int narrowHeight) =>
        [new(346, narrowHeight, "nar"), new(760, height, "wide"), new(1180, height, "xlc")];
}
