using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Clearing.Client.Commands;
using Clearing.Client.Lab;
using Clearing.Formats;

namespace Clearing.Client;

/// <summary>The command line: its commands, and how errors are reported.</summary>
internal static class CommandLine
{
    private const string Description =
        """
        clearing: sealed-bid rounds for warehouse capacity, offline and from the command line.

        Exit codes: 0 fine; 1 done, but differences or violations were found or some rows were
        refused; 2 wrong arguments or a wrong input file, nothing was done; 3 a database, disk,
        network or permission failed.
        """;

    /// <summary>All commands; never added to another tree.</summary>
    /// <remarks>
    /// The tree is created once, because commands share arguments, and an argument keeps every
    /// command to which it was ever added.
    /// </remarks>
    internal static readonly RootCommand Root = new(Description)
    {
        DemoCommand.Create(),
        ReplayCommand.Create(),
        ClearCommand.Create(),
        ProofCommand.Create(),
        BidCommand.Create(),
        BidCommand.CreateList(),
        BidCommand.CreateAmend(),
        BidCommand.CreateCancel(),
        ChangesCommand.Create(),
        BidCommand.CreateRelinquish(),
        BidCommand.CreateEndRest(),
        ReportCommand.CreateSales(),
        ReportCommand.CreateReports(),
        ReportCommand.CreateReview(),
        ReportCommand.CreateUse(),
        ReportCommand.CreateCorrect(),
        RoundCommand.CreateList(),
        RoundCommand.Create(),
        FeedCommand.Create(),
        AccountCommand.CreateStatement(),
        AccountCommand.CreateAwards(),
        MarketViews.ContestedOfSeller(),
        AccountCommand.CreateAllocations(),
        AccountCommand.CreateLedger(),
        AccountCommand.CreateAudit(),
        AccountCommand.CreateImport(),
        AllocationCommand.Create(),
        MarketCommand.Create(),
        WebhookCommand.Create(),
        ProblemsCommand.Create(),
        TokenCommand.Create(),
        JournalCommand.Create(),
        KeysCommand.Create(), EraseCommand.Create(), TrailCommand.Create(),
        GatewayCommand.Create(), ArchiveCommand.Create(),
        LabCommand.Create(),
    };

    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <returns>The program's exit code.</returns>
    internal static int Run(string[] args)
    {
        var parsed = Root.Parse(args);
        (parsed.CommandResult.Command as DocumentedCommand)?.ShowDetails();
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            return Refuse(parsed);
        }
        try
        {
            return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
        }
        catch (CommandException ended)
        {
            Console.Error.WriteLine(PlainText.Lines(ended.Message));
            return ended.ExitCode;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"clearing: {PlainText.OneLine(FailureCauses.Of(failure))}");
            return ExitCode.Environment;
        }
        catch (Exception bug)
        {
            var what = $"{bug.GetType().Name}: {OneLine(bug)}";
            Console.Error.WriteLine($"clearing: internal error, please report it: {what}");
            return ExitCode.Environment;
        }
    }

    /// <summary>The errors in the arguments, one line each. It runs nothing.</summary>
    /// <param name="args">The program's arguments.</param>
    internal static IReadOnlyList<string> Check(string[] args) =>
        [.. Root.Parse(args).Errors.Select(OneLine)];

    private static int Refuse(ParseResult parsed)
    {
        foreach (var line in ParseErrors.Of(parsed))
        {
            Console.Error.WriteLine($"clearing: {line}");
        }
        Console.Error.WriteLine($"clearing: see '{PathOf(parsed.CommandResult)} --help'");
        return ExitCode.BadInput;
    }

    /// <summary>The words that call a command, such as <c>clearing market clear</c>.</summary>
    /// <param name="result">What was read of the command.</param>
    internal static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent
            ? $"{PathOf(parent)} {result.Command.Name}"
            : "clearing";

    private static string OneLine(ParseError error) => PlainText.OneLine(error.Message);

    private static string OneLine(Exception failure) => PlainText.OneLine(failure.Message);
}
