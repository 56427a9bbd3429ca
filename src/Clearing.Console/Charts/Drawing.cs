using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Clearing.Pages.Charts;

/// <summary>
/// The inside of an SVG, element by element: classes only, no style and no script.
/// </summary>
public sealed class Drawing
{
    private readonly StringBuilder _svg = new();

    /// <summary>The markup so far. Texts in it are encoded.</summary>
    public override string ToString() => _svg.ToString();

    public Drawing Text(
        double x, double y, string text, string css = "", Anchor anchor = Anchor.Start)
    {
        _svg.Append("<text x=\"").Append(At(x)).Append("\" y=\"").Append(At(y)).Append('"');
        if (css.Length > 0) { _svg.Append(" class=\"").Append(css).Append('"'); }
        if (anchor != Anchor.Start)
        {
            _svg.Append(" text-anchor=\"").Append(anchor == Anchor.End ? "end" : "middle")
                .Append('"');
        }
        _svg.Append('>').Append(HtmlEncoder.Default.Encode(text)).Append("</text>");
        return this;
    }

    public Drawing Line(double x1, double y1, double x2, double y2, string css) => Add(
        $"<line x1=\"{At(x1)}\" y1=\"{At(y1)}\" x2=\"{At(x2)}\" y2=\"{At(y2)}\" class=\"{css}\"/>");

    public Drawing Rect(
        double x, double y, double width, double height, string css, int corner = 0)
    {
        var rounded = corner > 0 ? $" rx=\"{corner}\"" : "";
        return Add($"<rect x=\"{At(x)}\" y=\"{At(y)}\" width=\"{At(Math.Max(width, 0))}\" "
            + $"height=\"{At(Math.Max(height, 0))}\" class=\"{css}\"{rounded}/>");
    }

    /// <summary>A rectangle filled with the hatch of what is sealed or merged.</summary>
    public Drawing Hatch(double x, double y, double width, double height) =>
        Add($"<rect x=\"{At(x)}\" y=\"{At(y)}\" width=\"{At(Math.Max(width, 0))}\" "
            + $"height=\"{At(Math.Max(height, 0))}\" fill=\"url(#hatch)\" opacity=\".55\"/>");

    public Drawing Circle(double x, double y, double radius, string css) => Add(
        $"<circle cx=\"{At(x)}\" cy=\"{At(y)}\" r=\"{At(radius)}\" class=\"{css}\"/>");

    public Drawing Path(PathLine path, string css) => Add($"<path d=\"{path}\" class=\"{css}\"/>");

    internal static string At(double coordinate) =>
        Math.Round(coordinate, 1).ToString(CultureInfo.InvariantCulture);

    private Drawing Add(string element)
    {
        _svg.Append(element);
        return this;
    }
}
