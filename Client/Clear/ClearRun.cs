using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Market;
using Spectre.Console;

namespace Clearing.Client.Clear;

/// <summary>One run of <c>clearing clear</c>.</summary>
internal sealed record ClearRun
{
    /// <summary>The bids, or <c>-</c>.</summary>
    internal required string File { get; init; }

    /// <summary>Lot and tick of the market.</summary>
    internal required BidFileTerms FileTerms { get; init; }

    /// <summary>The terms of the clearing.</summary>
    internal required ClearingTerms Terms { get; init; }

    /// <summary>The seed of the lottery.</summary>
    internal string Seed { get; init; } = "";

    /// <summary>Only the bids of this region; null for all.</summary>
    internal string? Region { get; init; }

    /// <summary>Only the bids of this round; 0 for all.</summary>
    internal int Round { get; init; }

    /// <summary>True if bids of several regions or rounds may be cleared as one book.</summary>
    internal bool Blend { get; init; }

    /// <summary>The file for the awards; null for the standard output.</summary>
    internal string? Out { get; init; }

    /// <summary>True if the standard output gets the summary instead of the awards.</summary>
    internal bool Summary { get; init; }

    /// <summary>
    /// True if the standard output gets the summary as JSON instead of the awards.
    /// </summary>
    internal bool Json { get; init; }

    /// <summary>Reads, clears and writes; returns the exit code.</summary>
    internal int Run()
    {
        if (Terms.TieRule == TieRule.SeededLottery && Seed.Length == 0)
        {
            throw new CommandException(
                ExitCode.BadInput,
                "clearing: --tie SEEDED_LOTTERY needs --seed with a text that is not empty");
        }
        if (Terms.TieRule != TieRule.SeededLottery && Seed.Length > 0)
        {
            throw new CommandException(
                ExitCode.BadInput, "clearing: --seed is for --tie SEEDED_LOTTERY alone");
        }
        OutputFile.RefuseInput(Out, File);
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        var bids = Read();
        var parsed = clock.GetTimestamp();
        var rows = ChosenRows.Of(bids, File, Region, Round, Blend);
        var cleared = OfflineClearing.Clear(bids, rows, Terms, Seed);
        var ended = clock.GetTimestamp();
        if (Out is not null || !(Summary || Json))
        {
            OutputFile.Write(Out, output => AwardRows.Write(output, bids, cleared));
        }
        new ClearSummary(
            Terms,
            cleared,
            clock.GetElapsedTime(started, parsed),
            clock.GetElapsedTime(parsed, ended),
            clock.GetElapsedTime(ended)).Print(Console(), Json);
        return ExitCode.Fine;
    }

    private BidTable Read()
    {
        using var input = InputFile.Open(File);
        return InputFile.Require(BidFile.Read(input, File, FileTerms));
    }

    private IAnsiConsole Console() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Summary || Json ? System.Console.Out : System.Console.Error),
    });
}
