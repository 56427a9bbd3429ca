using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Client.Commands;

/// <summary><c>clearing proof</c>: checks offline that bids were in a closed book.</summary>
internal static class ProofCommand
{
    private const string Summary =
        "Check a proof that your bids were in a round's closed book, offline.";

    private const string Details =
        """
        The file is what GET /v1/sellers/SELLER/markets/MARKET/rounds/ROUND/proof answers. The check
        needs nothing else: it follows each row's path to the root and computes the book's hash.
        Pass the hash that was published at the close with --book-hash, to be sure that it is the
        same book. Ends with exit code 1 if the proof fails. Prints every row that is proven.

        Examples:
          clearing proof proof.json --book-hash 8245f9d5494fdfe4e9fe74a1b299cfbb0a4b…
          clearing proof - < proof.json
        """;

    internal static Command Create()
    {
        var file = Options.File("FILE", "The proof, JSON; - for standard input.");
        var hash = Options.Text("--book-hash", "The hash that was published at the close.", "HEX");
        var command = new DocumentedCommand("proof", Summary, Details) { file, hash };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(hash)));
        return command;
    }

    private static int Run(string file, string? told)
    {
        using var input = InputFile.Open(file);
        var proof = InputFile.Require(ProofFile.Read(input, file));
        var fault = ProofCheck.Fault(proof);
        if (fault is null && told is not null
            && !string.Equals(told, proof.BookHash, StringComparison.OrdinalIgnoreCase))
        {
            fault = $"its book hash is {proof.BookHash}, not {told}";
        }
        if (fault is not null)
        {
            Console.Error.WriteLine(PlainText.Lines($"clearing: {file} proves nothing: {fault}"));
            return ExitCode.Differences;
        }
        foreach (var (_, row, _, _) in proof.Rows)
        {
            Console.Out.WriteLine(
                $"bid {row.BidId} of {row.Seller}: sequence {row.Sequence}, max fee "
                + $"{row.MaxFee.Micros} micros, wanted {row.Want.Value} cubic feet");
        }
        Console.Out.WriteLine(
            $"{proof.Rows.Length} of {proof.Bids} bids in the closed book of round {proof.Round} of "
            + $"{proof.Market}, book hash {proof.BookHash}");
        return ExitCode.Fine;
    }
}
