using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Clearing.Formats;

namespace Clearing.Client.Files;

/// <summary>
/// An amount in its smallest unit or in major units: <c>--max-fee-micros 500000</c> or
/// <c>--max-fee 0.50</c>.
/// </summary>
internal sealed class AmountOption
{
    private const int MicrosDigits = 6;
    private const int MaxTextLength = 30;

    private readonly Option<long?> _small;
    private readonly Option<string?> _major;
    private readonly string _unit;

    private AmountOption(string name, string unit, string description, bool signed)
    {
        _unit = unit;
        _small = new($"{name}-{unit}")
        {
            Description = description + (unit == "micros" ? " In micros." : " In minor units."),
            HelpName = "N",
            CustomParser = result => Small(result, signed),
        };
        _major = new(name)
        {
            Description = $"The same as {name}-{unit}, in major units: 0.50.",
            HelpName = "AMOUNT",
        };
    }

    /// <summary>A fee, 0 or more, in micros or major units.</summary>
    internal static AmountOption Fee(string name, string description) =>
        new(name, "micros", description, signed: false);

    /// <summary>Money of either sign, in minor or major units.</summary>
    internal static AmountOption Money(string name, string description) =>
        new(name, "minor", description, signed: true);

    /// <summary>Adds both options to a command, of which at most one may be used.</summary>
    /// <param name="command">The command.</param>
    /// <param name="required">True if one of them is required.</param>
    internal void AddTo(Command command, bool required = false)
    {
        command.Options.Add(_major);
        command.Options.Add(_small);
        command.Validators.Add(given =>
        {
            var count = (given.GetResult(_small) is null ? 0 : 1)
                + (given.GetResult(_major) is null ? 0 : 1);
            if (count > 1 || (required && count == 0))
            {
                given.AddError($"name one of {_major.Name} and {_small.Name}");
            }
        });
    }

    /// <summary>True if one of the options was given.</summary>
    internal bool IsIn(CommandResult given) =>
        given.GetResult(_small) is not null || given.GetResult(_major) is not null;

    /// <summary>The fee in micros; null if it was not given.</summary>
    internal long? Micros(ParseResult parsed) => Value(parsed, MicrosDigits);

    /// <summary>The amount in the smallest unit; null if it was not given.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="digits">How many decimal digits the major unit has.</param>
    /// <exception cref="CommandException">It is no amount or has too many digits.</exception>
    internal long? Value(ParseResult parsed, int digits) => parsed.GetValue(_major) is { } text
        ? Major(text, digits)
        : parsed.GetValue(_small);

    private long Major(string text, int digits)
    {
        var sign = text.StartsWith('-') && _unit == "minor" ? "-" : "";
        var parts = text[sign.Length..].Split('.');
        var fraction = parts.Length == 2 ? parts[1].TrimEnd('0') : "";
        var valid = parts.Length <= 2 && text.Length <= MaxTextLength
            && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit));
        if (valid && fraction.Length <= digits)
        {
            var whole = (parts[0] + fraction.PadRight(digits, '0')).TrimStart('0').PadLeft(1, '0');
            var number = whole == "0" ? whole : sign + whole;
            if (Integers.Read(Encoding.ASCII.GetBytes(number), sign.Length > 0, out var value) is null)
            {
                return value;
            }
        }
        var rule = valid && fraction.Length <= digits
            ? "is too large"
            : text.IndexOfAny([',', ' ', '\'']) >= 0
            ? "must be an amount in major units, with a point before its decimals and no separators of "
                + $"thousands, such as {Sample(digits)}"
            : $"must be an amount in major units with at most {digits} digits after the point, such as "
                + Sample(digits);
        throw new CommandException(
            ExitCode.BadInput, $"clearing: {_major.Name} \"{FormatError.Show(text)}\": {rule}");
    }

    private static string Sample(int digits) =>
        digits == 0 ? "5" : "0.50".PadRight(digits)[..(digits == 1 ? 3 : 4)];

    private long? Small(ArgumentResult result, bool signed)
    {
        var text = result.Tokens[0].Value;
        if (Integers.Read(Encoding.UTF8.GetBytes(text), signed, out var value) is { } rule)
        {
            var clear = Decimals.Rule(_small.Name, Encoding.UTF8.GetBytes(text), rule, signed);
            result.AddError($"{_small.Name} \"{FormatError.Show(text)}\": {clear}");
        }
        return value;
    }
}
