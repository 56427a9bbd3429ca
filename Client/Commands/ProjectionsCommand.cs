using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing allocation projections</c>: the operator's own projections.</summary>
internal static class ProjectionsCommand
{
    private const string CsvDetails =
        "\n\nThe file is CSV: projection_id,seller,week,milli_volume and optionally model. A week is "
        + "named by its Monday, and milli_volume is what it sells, in thousandths of a cubic foot, "
        + "launches included. If a row is broken, nothing of the file is recorded. Refused rows are "
        + "listed, and the exit code is 1.";

    /// <summary>The command and its subcommand.</summary>
    internal static Command Create() => new(
        "projections", "The operator's own projections, which replace ours in later runs.")
    {
        Import(),
    };

    private static Command Import()
    {
        var file = Options.File("FILE", "Projections, CSV.");
        var dryRun = Options.Flag("--dry-run", "Check the file and record nothing.");
        return new RemoteOptions().On(
            new DocumentedCommand(
                "import", "Record the projections of a CSV file.", RemoteOptions.Help + CsvDetails)
            {
                AllocationCommand.Zone, file, dryRun,
            },
            (server, parsed, json) => AllocationCommand.Told(
                new ImportRun(server, parsed.GetRequiredValue(file), parsed.GetValue(dryRun))
                    .RunForecasts(AllocationCommand.OfZone(parsed, "projections/imports")),
                json, "projection_id"));
    }
}
