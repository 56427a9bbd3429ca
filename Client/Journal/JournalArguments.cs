using System.CommandLine;
using System.CommandLine.Parsing;
using Clearing.Client.Files;

namespace Clearing.Client.Journal;

/// <summary>The argument and the options that name the journal of a command.</summary>
/// <param name="fileName">The name of the file in the help.</param>
internal sealed class JournalArguments(string fileName)
{
    private const string DefaultSchema = "clearing";

    private readonly Argument<string?> _file = new(fileName)
    {
        Description = "The SQLite file of a journal.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _connection = Options.Text(
        "--connection", $"The PostgreSQL database of a journal, instead of {fileName}.", "STRING");

    private readonly Option<string?> _schema = Options.Text(
        "--schema", $"The schema of the journal's tables there; default {DefaultSchema}.", "NAME");

    /// <summary>
    /// Adds the argument and the options, and refuses a combination that does not name a journal.
    /// </summary>
    internal void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_connection);
        command.Add(_schema);
        command.Validators.Add(given =>
        {
            if (Wrong(given) is { } wrong) { given.AddError(wrong); }
        });
    }

    /// <summary>The journal that the arguments name.</summary>
    internal JournalPlace Place(ParseResult parsed) =>
        parsed.GetValue(_connection) is { } connection
            ? JournalPlace.OfDatabase(connection, parsed.GetValue(_schema) ?? DefaultSchema)
            : JournalPlace.OfFile(parsed.GetValue(_file)!);

    // It asks what was named and reads no value: reading one that is missing or repeated throws.
    private string? Wrong(CommandResult given) =>
        (given.GetResult(_file) is { Tokens.Count: > 0 }, given.GetResult(_connection) is not null,
            given.GetResult(_schema) is not null) switch
        {
            (true, false, false) or (false, true, _) => null,
            (false, false, _) => $"name a {fileName}, or a database with --connection",
            _ => $"{fileName} cannot be combined with --connection and --schema",
        };
}
