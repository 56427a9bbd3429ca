using Clearing.Lab.Attacks;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Figures;

/// <summary>What the tiny late bid gains, by how far demand covers what is available.</summary>
/// <param name="Name">The rules.</param>
/// <param name="Points">Mean demand by capacity, and the gain as a share of the own bill.</param>
public sealed record CoverCurve(string Name, IReadOnlyList<(double Cover, Estimate Gain)> Points)
{
    private static readonly double[] Covers =
        [0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2, 1.3, 1.5];

    private static readonly string[] Cures =
        ["as built", "own bids excluded", "rule 8 at 50,000 ppm", "depth 5 %", "reserve 1.50"];

    /// <summary>Tries the attack at some covers.</summary>
    public static IReadOnlyList<CoverCurve> Run(MarketModel model, LabOptions options)
    {
        var cures = Cure.OfTinyLateBid.Where(cure => Cures.Contains(cure.Name)).ToArray();
        var results = Covers.Select(cover => TinyLateBid.Run(
            model with
            {
                Scarcity = 1 / cover,
                Label = FormattableString.Invariant($"cover {cover}"),
            },
            cures, CreditTerms.None, options)).ToArray();
        return
        [
            .. cures.Select(cure => new CoverCurve(
                cure.Name,
                [
                    .. Covers.Select((cover, i) =>
                        (cover, results[i][cure.Name, "gain_share_of_own_bill"])),
                ])),
        ];
    }
}
