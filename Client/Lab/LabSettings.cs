using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Lab.Models;
using Clearing.Lab.Results;
using Clearing.Lab.Runs;

namespace Clearing.Client.Lab;

/// <summary>The options that the lab's simulations share.</summary>
internal sealed class LabSettings
{
    /// <summary>The maximum number of markets, as more would not fit into memory.</summary>
    internal const int MaxReplications = 1_000_000;

    private readonly Option<long> _seed =
        Options.Number("--seed", "The seed; the same seed gives the same bytes.", 0, 1);

    private readonly Option<long> _threads = Options.Number(
        "--threads", "Threads; 0 for one per core. Results do not depend on it.", 0, 0, 1024);

    private readonly Option<long> _replications;

    private readonly Option<string?> _json =
        Options.Text("--json", "Write the numbers here as JSON; - for standard output.", "FILE");

    /// <summary>The options with a default number of markets.</summary>
    /// <param name="replications">The default.</param>
    /// <param name="least">The least that gives every figure an interval.</param>
    internal LabSettings(int replications, int least = 2) => _replications = Options.Number(
        "--replications", "Markets to simulate.", least, replications, MaxReplications);

    /// <summary>All of them.</summary>
    internal IEnumerable<Option> All => [_replications, _seed, _threads, _json];

    /// <summary>The option for the model: a name or a JSON file.</summary>
    internal static Option<string> ModelOption() => new("--model")
    {
        Description = string.Join(", ", MarketModel.Named.Select(model => model.Label))
            + ", or a file of parameters in JSON.",
        HelpName = "MODEL",
        DefaultValueFactory = _ => "tight",
    };

    /// <summary>The option for the folder of plots.</summary>
    internal static Option<string?> PlotsOption() =>
        Options.Text("--plots", "Write plots (SVG, PNG) and their numbers (CSV) here.", "FOLDER");

    /// <summary>
    /// The options of a run; ends the command before its work if what it writes would overwrite an
    /// input, or cannot be written.
    /// </summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="progress">Shows how far the run is.</param>
    /// <param name="inputs">The files that the command reads.</param>
    /// <param name="plots">The folder of plots; null for none.</param>
    internal LabOptions Read(
        ParseResult parsed, IProgress<LabProgress>? progress, IReadOnlyList<string> inputs,
        string? plots = null)
    {
        OutputFile.Check(inputs, ("--json", parsed.GetValue(_json)));
        OutputFile.CreateFolder("--plots", plots);
        return new(
            (ulong)parsed.GetValue(_seed), (int)parsed.GetValue(_replications),
            (int)parsed.GetValue(_threads), progress);
    }

    /// <summary>The file of a model; none if that is the name of a built-in model.</summary>
    internal static IReadOnlyList<string> FilesOf(string model) =>
        MarketModel.Named.Any(named => named.Label == model) ? [] : [model];

    /// <summary>Writes the result as JSON if that is wanted.</summary>
    /// <returns>True if standard output was used; nothing else may then use it.</returns>
    internal bool WriteJson(ParseResult parsed, Func<JsonObject> result)
    {
        if (parsed.GetValue(_json) is not { } path) { return false; }
        OutputFile.Write(
            path, stream => stream.Write(Encoding.UTF8.GetBytes(ResultJson.Text(result()))));
        return path == "-";
    }

    /// <summary>
    /// The model with that name or in that file; ends the command if there is none.
    /// </summary>
    internal static MarketModel ModelOf(string name)
    {
        if (MarketModel.Named.FirstOrDefault(model => model.Label == name) is { } named)
        {
            return named;
        }
        if (name != "-" && !Path.Exists(name))
        {
            var models = string.Join(", ", MarketModel.Named.Select(model => model.Label));
            throw new CommandException(
                ExitCode.BadInput,
                $"clearing: --model \"{FormatError.Show(name)}\": must be one of {models}, or a file that exists");
        }
        return Checked(
            name,
            () => ModelFile.Read(Path.GetFileNameWithoutExtension(name), InputFile.Json(name)));
    }

    /// <summary>A model; ends the command with what is wrong if the model is not valid.</summary>
    internal static T Checked<T>(string where, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ModelException wrong)
        {
            throw new CommandException(ExitCode.BadInput, $"clearing: {where}: {wrong.Message}");
        }
    }
}
