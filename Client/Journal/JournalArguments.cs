using System.CommandLine;
using System.CommandLine.Parsing;
using Clearing.Client.Files;
using Npgsql;

namespace Clearing.Client.Journal;

/// <summary>The argument and the options that name the journal of a command.</summary>
/// <param name="fileName">The name of the file in the help.</param>
internal sealed class JournalArguments(string fileName)
{
    private const string DefaultSchema = "clearing";
    private const string Example = "it has a form such as \"Host=db;Database=clearing;Username=clearing\"";

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
            (true, false, false) => null,
            (false, true, _) => given.GetResult(_connection)!.Tokens is [var one] ? WrongConnection(one.Value) : null,
            (false, false, _) => $"name a {fileName}, or a database with --connection",
            _ => $"{fileName} cannot be combined with --connection and --schema",
        };

    // The value is not shown, because it may hold a password.
    private static string? WrongConnection(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is null
                ? $"--connection is no connection string of PostgreSQL: it names no Host; {Example}"
                : null;
        }
        catch (ArgumentException)
        {
            return $"--connection is no connection string of PostgreSQL; {Example}";
        }
    }
}
