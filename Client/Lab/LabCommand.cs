using System.CommandLine;

namespace Clearing.Client.Lab;

/// <summary><c>clearing lab</c>: simulated markets, and instruments for real ones.</summary>
internal static class LabCommand
{
    /// <summary>The command and its subcommands.</summary>
    internal static Command Create() => new(
        "lab", "Simulate mechanisms, and look into real markets: backtest, what-if, health.")
    {
        RunCommand.Create(),
        TheoryCommand.Create(),
        ClaimsCommand.Create(),
        AttackCommand.Create(),
        EquilibriumCommand.Create(),
        SweepCommand.Create(),
        CompareCommand.Create(),
        ScienceCommand.Create(),
        BacktestCommand.Create(),
        WhatIfCommand.Create(),
        HealthCommand.Create(),
    };
}
