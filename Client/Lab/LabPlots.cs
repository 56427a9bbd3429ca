using System.Globalization;
using System.Text;
using Clearing.Client.Files;
using Clearing.Lab.Statistics;
using ScottPlot;

namespace Clearing.Client.Lab;

/// <summary>Writes the lab's plots as SVG and PNG, with their numbers as CSV.</summary>
/// <param name="folder">The folder of the files; created if it does not exist.</param>
/// <param name="png">True to write PNG too.</param>
internal sealed class LabPlots(string folder, bool png = true)
{
    private const int Width = 860;
    private const int Height = 480;

    /// <summary>Colours that people with colour blindness can tell apart (Okabe and Ito).</summary>
    internal static readonly Color[] Colours =
    [
        Color.FromHex("#0072B2"), Color.FromHex("#D55E00"), Color.FromHex("#009E73"),
        Color.FromHex("#CC79A7"), Color.FromHex("#E69F00"), Color.FromHex("#56B4E9"),
    ];

    /// <summary>Writes a plot and its numbers.</summary>
    /// <param name="name">The files' name without an ending.</param>
    /// <param name="plot">The plot.</param>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">The numbers, one line for each row.</param>
    internal void Save(
        string name, Plot plot, string header, IEnumerable<IReadOnlyList<object>> rows)
    {
        Directory.CreateDirectory(folder);
        plot.FigureBackground.Color = Colors.White;
        var path = Path.Combine(folder, name);
        Write($"{path}.svg", Encoding.UTF8.GetBytes(plot.GetSvgXml(Width, Height) + "\n"));
        if (png) { Write($"{path}.png", plot.GetImageBytes(Width, Height, ImageFormat.Png)); }
        var csv = new StringBuilder(header).Append('\n');
        foreach (var row in rows)
        {
            csv.AppendJoin(',', row.Select(Cell)).Append('\n');
        }
        Write($"{path}.csv", Encoding.UTF8.GetBytes(csv.ToString()));
    }

    /// <summary>A plot with its titles.</summary>
    internal static Plot Begin(string title, string x, string y)
    {
        var plot = new Plot();
        plot.Font.Set("DejaVu Sans");
        plot.Title(title, size: 15);
        plot.XLabel(x, size: 13);
        plot.YLabel(y, size: 13);
        return plot;
    }

    /// <summary>Named places along an axis.</summary>
    internal static void Name(IAxis axis, IReadOnlyList<string> names, double rotation = 0)
    {
        axis.SetTicks([.. Enumerable.Range(0, names.Count).Select(i => (double)i)], [.. names]);
        axis.MajorTickStyle.Length = 0;
        axis.TickLabelStyle.FontSize = 12;
        if (rotation == 0) { return; }
        axis.TickLabelStyle.Rotation = (float)rotation;
        axis.TickLabelStyle.Alignment = Alignment.MiddleRight;
        axis.MinimumSize = 150;
    }

    /// <summary>A line with a band of its 95 % intervals.</summary>
    internal static void Band(
        Plot plot, string name, Color colour, IReadOnlyList<double> xs,
        IReadOnlyList<Estimate> ys)
    {
        var band = plot.Add.FillY(
            [.. xs], [.. ys.Select(y => y.Low)], [.. ys.Select(y => y.High)]);
        band.FillColor = colour.WithAlpha(0.25);
        band.LineWidth = 0;
        var line = plot.Add.Scatter(xs.ToArray(), ys.Select(y => y.Mean).ToArray(), colour);
        line.LegendText = name;
        line.LineWidth = 2;
        line.MarkerSize = 6;
    }

    private static string Cell(object value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text when text.AsSpan().IndexOfAny(",\"\n") >= 0 =>
            $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static void Write(string path, byte[] content) =>
        OutputFile.Write(path, stream => stream.Write(content));
}
