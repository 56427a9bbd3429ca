using System.Text;
using Clearing.Client;

namespace Clearing.Fuzz;

/// <summary>The arguments of <c>clearing</c>, one a line; they are read and nothing is run.</summary>
internal sealed class CommandLineTarget : ITarget
{
    public string Name => "command line";

    public IReadOnlyList<byte[]> Valid { get; } =
    [
        .. new[]
        {
            "clear\nbids.csv\n--capacity\n100000\n--reserve\n1000000\n--tie\nPRO_RATA\n--json",
            "clear\nbook.csv\n--region\nR01/standard\n--round\n2\n--capacity\n11955\n--lot\n5",
            "replay\nscenarios.json\n--check\n--id\nE01\n--out\nresult.json",
            "journal\nclearing.db\n--stream\nmarket/us-east/standard/2026-Q4\n--json",
            "demo\n--database\ndemo.db",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public bool Take(byte[] input, Random random)
    {
        var errors = CommandLine.Check(Encoding.UTF8.GetString(input).Split('\n'));
        foreach (var error in errors) { Clear.Text(error); }
        return errors.Count == 0;
    }
}
