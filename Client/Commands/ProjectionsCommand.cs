using System.CommandLine;

namespace Clearing.Client.Commands;

/// <summary><c>clearing allocation projections</c>: the operator's own projections.</summary>
internal static class ProjectionsCommand
{
    private const string Details =
        "The file is CSV: projection_id,seller,week,milli_volume and optionally model. A week is "
        + "named by its Monday, and milli_volume is what it sells, in thousandths of a cubic foot, "
        + "launches included.";

    /// <summary>The command and its subcommand.</summary>
    internal static Command Create() => new(
        "projections", "The operator's own projections, which replace ours in later runs.")
    {
        Import(),
    };

    private static Command Import() => AllocationCommand.Importing(
        "import", "Record the projections of a CSV file.", Details, "Projections, CSV.", "projection_id",
        (run, parsed) => run.RunForecasts(AllocationCommand.OfZone(parsed, "projections/imports")));
}
