using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Clearing.Formats;

namespace Clearing.Client.Files;

/// <summary>Options and arguments that several commands share.</summary>
internal static class Options
{
    /// <summary>A file to read.</summary>
    internal static Argument<string> File(string name, string description) =>
        new(name) { Description = description };

    /// <summary>The file to write.</summary>
    internal static Option<string?> Out(string description) =>
        new("--out") { Description = description, HelpName = "FILE" };

    /// <summary>Some text.</summary>
    internal static Option<string?> Text(string name, string description, string shown) =>
        new(name) { Description = description, HelpName = shown };

    /// <summary>Some text that must be given.</summary>
    internal static Option<string> Required(string name, string description, string shown) =>
        new(name) { Description = description, HelpName = shown, Required = true };

    /// <summary>A flag.</summary>
    internal static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description };

    /// <summary>The id of a command, which the user chooses.</summary>
    internal static Option<string> Id(string description) =>
        new("--id") { Description = description, HelpName = "ID", Required = true };

    /// <summary>An integer in plain digits, which may be left out.</summary>
    internal static Option<long?> NumberIfAny(
        string name, string description, long least, long most = long.MaxValue) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => Read(name, result, least, most),
        };

    /// <summary>An integer in plain digits.</summary>
    internal static Option<long> Number(
        string name, string description, long least, long? otherwise, long most = long.MaxValue,
        string unit = "")
    {
        var option = new Option<long>(name)
        {
            Description = description,
            HelpName = "N",
            Required = otherwise is null,
            CustomParser = result => Read(name, result, least, most, unit),
        };
        if (otherwise is { } value)
        {
            option.DefaultValueFactory = _ => value;
        }
        return option;
    }

    /// <summary>One of some words, in any case, with <c>-</c> or <c>_</c>.</summary>
    internal static Option<T?> Word<T>(
        string name, string description, IReadOnlyDictionary<string, T> words,
        string otherwise = "default the first") => new(name)
        {
            Description = $"{description} {string.Join(", ", words.Keys)}; {otherwise}.",
            HelpName = "RULE",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (words.TryGetValue(Upper(text), out var value))
                {
                    return value;
                }
                var known = string.Join(", ", words.Keys);
                result.AddError($"{name} \"{FormatError.Show(text)}\": must be one of {known}");
                return default;
            },
        };

    /// <summary>A word as servers write it, from how people write it.</summary>
    internal static string Upper(string word) => word.ToUpperInvariant().Replace('-', '_');

    private static long Read(
        string name, ArgumentResult result, long least, long most, string unit = "")
    {
        var text = result.Tokens[0].Value;
        var rule = Integers.Read(Encoding.UTF8.GetBytes(text), signed: least < 0, out var value);
        if (rule is null && (value < least || value > most))
        {
            rule = value < least ? $"must be {least} or more" : $"must be {most} or less";
        }
        if (rule is not null)
        {
            rule = Decimals.Rule(name + unit, Encoding.UTF8.GetBytes(text), rule, signed: least < 0);
            result.AddError($"{name} \"{FormatError.Show(text)}\": {rule}");
        }
        return value;
    }
}
