using System.CommandLine;
using System.CommandLine.Parsing;
using Clearing.Formats;
using Clearing.Settings;

namespace Clearing.Client;

/// <summary>Explains wrong arguments: the cause first, with the nearest known name.</summary>
internal static class ParseErrors
{
    /// <summary>The lines to show, without the hint at the help.</summary>
    /// <param name="parsed">Arguments with at least one error.</param>
    internal static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var result = parsed.CommandResult;
        var command = result.Command;
        var unknown = parsed.UnmatchedTokens;
        // A name that is unknown takes its own value with it, and what seems to be missing may be
        // what it meant.
        if (unknown.FirstOrDefault(token => token.StartsWith('-') && token.Length > 1) is { } option)
        {
            var name = option.Split('=', ':')[0];
            string[] known = [.. OptionsOf(result)];
            return known.Contains(name)
                ? [$"{name} stands before its command: write it after '{CommandLine.PathOf(result)}'"]
                : [Unknown("option", name, known)];
        }
        if (command.Action is null && command.Subcommands.Count > 0)
        {
            var names = command.Subcommands.Where(one => !one.Hidden).Select(one => one.Name).ToArray();
            return unknown.Count == 0
                ? [$"name one of the commands {string.Join(", ", names)}"]
                : [Unknown("command", unknown[0], names)];
        }
        if (unknown.Count > 0)
        {
            return [$"one argument too many: \"{PlainText.OneLine(unknown[0])}\""];
        }
        var missing = Missing(result).ToArray();
        return
        [
            .. missing.Select(name => $"{name} is missing"),
            .. parsed.Errors.Select(error => PlainText.OneLine(error.Message))
                .Where(line => missing.Length == 0
                    || !line.StartsWith("Required argument", StringComparison.Ordinal)),
        ];
    }

    private static string Unknown(string kind, string name, IEnumerable<string> known) =>
        $"unknown {kind} \"{PlainText.OneLine(name)}\"" + Nearest(name, known);

    private static IEnumerable<string> Missing(CommandResult result) => result.Command.Arguments
        .Where(argument => argument.Arity.MinimumNumberOfValues > 0
            && result.GetResult(argument) is not { Tokens.Count: > 0 })
        .Select(argument => argument.Name);

    private static string Nearest(string name, IEnumerable<string> known) =>
        NearestName.Of(name.Replace('_', '-'), known) is { } near ? $"; did you mean {near}?" : "";

    private static IEnumerable<string> OptionsOf(CommandResult? result)
    {
        for (; result is not null; result = result.Parent as CommandResult)
        {
            foreach (var option in result.Command.Options.Where(option => !option.Hidden))
            {
                yield return option.Name;
            }
        }
    }
}
