using System.Text;

namespace Clearing.Pages.Charts;

/// <summary>A line of horizontal and vertical steps: fees jump, they never slope.</summary>
public sealed class PathLine
{
    private readonly StringBuilder _d = new();

    public bool IsEmpty => _d.Length == 0;

    public override string ToString() => _d.ToString();

    public PathLine To(double x, double y)
    {
        _d.Append('M').Append(Drawing.At(x)).Append(' ').Append(Drawing.At(y));
        return this;
    }

    public PathLine Across(double x)
    {
        _d.Append('H').Append(Drawing.At(x));
        return this;
    }

    public PathLine UpOrDown(double y)
    {
        _d.Append('V').Append(Drawing.At(y));
        return this;
    }
}
