using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Client.Journal;

namespace Clearing.Client.Commands;

/// <summary><c>clearing keys</c>: manages the keys that seal a journal.</summary>
internal static class KeysCommand
{
    private const string Summary = "Keep the keys that seal a journal.";

    private const string Details =
        """
        A journal's data keys are in its database, wrapped by the last line of a key file that only
        the servers have. To change that file's key: add a line with new, restart the servers one by
        one, run rewrap, and remove the old line.

        rewrap, renew and reveal are on record with who did it and why, before they are done: see
        clearing trail keys.

        rewrap and renew may run beside the servers. Back up the table of keys with the journal, and
        the key file elsewhere: if either is missing, what is sealed is lost.

        Ends with exit code 2 if something named does not exist or is not allowed, and 3 if the
        journal or the key file cannot be used.

        Examples:
          clearing keys new keys k-2027
          clearing keys rewrap clearing.db --key-file keys
          clearing keys renew market/us-east/standard/2026-Q4 clearing.db --key-file keys
          clearing keys reveal us-east/standard/2026-Q4 clearing.db --key-file keys
        """;

    internal static Command Create() => new DocumentedCommand("keys", Summary, Details)
    {
        New(), Rewrap(), Renew(), Reveal(),
    };

    private static Command New()
    {
        var file = Options.File("FILE", "The key file; created if it does not exist.");
        var id = new Argument<string>("ID")
        {
            Description = "The new key's id: 1 to 60 letters, digits and . _ -",
        };
        var command = new Command("new", "Add a new key at the end of a key file.") { file, id };
        command.SetAction(parsed => KeysRun.New(parsed.GetValue(file)!, parsed.GetValue(id)!));
        return command;
    }

    private static Command Rewrap() => OnJournal(
        "rewrap", "Wrap every data key with the last key of the key file.", argument: null,
        (run, _) => run.Rewrap());

    private static Command Renew() => OnJournal(
        "renew", "Make a new data key; the old one cannot open what is sealed from then on.",
        new Argument<string>("SCOPE") { Description = "market/..., seller/..., sellers or silos." },
        (run, scope) => run.Renew(scope!));

    private static Command Reveal() => OnJournal(
        "reveal",
        "Store a settled market's key unencrypted, so that it can be read without the key file.",
        new Argument<string>("MARKET") { Description = "REGION/STORAGE_TYPE/PERIOD, settled." },
        (run, market) => run.Reveal(market!),
        market => $"Whoever reads the database will read every bid of {market}.");

    private static Command OnJournal(
        string name, string summary, Argument<string>? argument,
        Func<KeysRun, string?, Task<int>> act, Func<string, string>? question = null)
    {
        var confirmation = question is null ? null : new Confirmation();
        var journal = new JournalArguments("FILE");
        var keys = Options.Text("--key-file", "The journal's key file.", "FILE");
        keys.Required = true;
        var by = Options.Text("--by", "Who does it, for the record; default the system's user.", "NAME");
        var reason = Options.Text("--reason", "Why, for the record.", "TEXT");
        var command = new Command(name, summary);
        if (argument is not null) { command.Add(argument); }
        journal.AddTo(command);
        foreach (var option in new[] { keys, by, reason }) { command.Add(option); }
        confirmation?.AddTo(command);
        command.SetAction(parsed =>
        {
            var place = journal.Place(parsed);
            var run = new KeysRun(
                place, parsed.GetValue(keys)!,
                KeyTrail.Of(place.Options, parsed.GetValue(by), parsed.GetValue(reason)));
            var about = argument is null ? null : parsed.GetValue(argument);
            confirmation?.Ask(parsed, () => question!(about!));
            return act(run, about).GetAwaiter().GetResult();
        });
        return command;
    }
}
