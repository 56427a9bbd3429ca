using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Formats;

namespace Clearing.Client.Lab;

/// <summary>Another program's results, as <c>clearing lab compare</c> reads them.</summary>
/// <remarks>The shape is checked as a whole before anything is simulated.</remarks>
internal sealed class ReferenceFile
{
    private static readonly string[] OfBid =
        ["seller", "block", "arrival_round", "max_fee_micros", "max_volume"];

    private readonly string _file;
    private readonly List<string> _wrong = [];
    private int _comparable;

    private ReferenceFile(string file) => _file = file;

    /// <summary>The results; ends the command with all that is wrong with the file.</summary>
    /// <param name="file">The path as the user gave it; <c>-</c> for the standard input.</param>
    internal static JsonObject Read(string file)
    {
        var bytes = InputFile.Bytes(file);
        var errors = new FormatErrors(file);
        if (StrictJson.Read(bytes, errors) is not { } root) { throw InputFile.Refused(errors); }
        var reading = new ReferenceFile(file);
        reading.Check(root);
        if (reading._wrong.Count > 0)
        {
            throw new CommandException(ExitCode.BadInput, string.Join('\n', reading._wrong));
        }
        return JsonNode.Parse(bytes)!.AsObject();
    }

    private void Check(JsonPlace root)
    {
        if (!Is(root, JsonValueKind.Object)) { return; }
        foreach (var form in MembersOf(root, "closed"))
        {
            if (!Is(form, JsonValueKind.Object)) { continue; }
            Needs(form, "exact");
            _comparable++;
        }
        if (root.Find("fixtures") is { } fixtures && Is(fixtures, JsonValueKind.Array))
        {
            foreach (var fixture in fixtures.Elements) { CheckFixture(fixture); }
        }
        foreach (var model in MembersOf(root, "base")) { CheckModel(model); }
        foreach (var attack in MembersOf(root, "attacks")) { CheckEstimates(attack); }
        if (_wrong.Count == 0 && _comparable == 0)
        {
            Fail(root, "has nothing to compare: it needs closed, fixtures, base or attacks");
        }
    }

    private void CheckModel(JsonPlace model)
    {
        if (!Is(model, JsonValueKind.Object)) { return; }
        if (model.Find("label") is { } label) { Is(label, JsonValueKind.String); }
        if (model.Find("params") is { } parameters) { Is(parameters, JsonValueKind.Object); }
        CheckEstimates(model);
    }

    private void CheckFixture(JsonPlace fixture)
    {
        if (!Is(fixture, JsonValueKind.Object)) { return; }
        var rounds = 0;
        if (Needs(fixture, "capacity", JsonValueKind.Array) is { } capacity)
        {
            rounds = capacity.Elements.Count;
            foreach (var volume in capacity.Elements) { IsWhole(volume, 0, int.MaxValue); }
        }
        if (Needs(fixture, "book_in_sequence", JsonValueKind.Array) is { } book)
        {
            var entered = 1L;
            foreach (var bid in book.Elements) { CheckBid(bid, rounds, ref entered); }
        }
        foreach (var outcome in Needs(fixture, "outcomes", JsonValueKind.Object)?.Members.Values ?? [])
        {
            _comparable++;
            if (!Is(outcome, JsonValueKind.Object)) { continue; }
            Needs(outcome, "round_fees", JsonValueKind.Array);
            Needs(outcome, "awards", JsonValueKind.Array);
        }
    }

    // Later rows enter in later rounds: the book is in sequence.
    private void CheckBid(JsonPlace bid, int rounds, ref long entered)
    {
        if (!Is(bid, JsonValueKind.Object)) { return; }
        foreach (var name in OfBid)
        {
            if (Needs(bid, name) is not { } number) { return; }
            (long Least, long Most) limits = name switch
            {
                "seller" => (0, 1_000_000),
                "block" => (0, 1),
                "arrival_round" => (entered, rounds),
                "max_fee_micros" => (0, long.MaxValue),
                _ => (0, int.MaxValue),
            };
            if (!IsWhole(number, limits.Least, limits.Most)) { return; }
            if (name == "arrival_round") { entered = Number(number); }
        }
    }

    // A list of three numbers is an estimate; other lists are not compared.
    private void CheckEstimates(JsonPlace place)
    {
        foreach (var member in place.Members.Values.Where(member => member.Key != "params"))
        {
            if (member.Kind == JsonValueKind.Object) { CheckEstimates(member); }
            if (member.Kind != JsonValueKind.Array || member.Elements.Count != 3
                || member.Elements.Any(IsNothing))
            {
                continue;
            }
            _comparable++;
            foreach (var number in member.Elements.Where(number => !IsNumber(number)))
            {
                Fail(number, $"{number.Shown} must be a number, since three of them are an estimate");
            }
        }
    }

    private IEnumerable<JsonPlace> MembersOf(JsonPlace root, string name) =>
        root.Find(name) is { } section && Is(section, JsonValueKind.Object)
            ? section.Members.Values
            : [];

    private JsonPlace? Needs(JsonPlace place, string name, JsonValueKind? kind = null)
    {
        if (place.Find(name) is { } found) { return kind is null || Is(found, kind.Value) ? found : null; }
        _wrong.Add($"{_file}:{place.Line}: {place.Path}.{name}: is missing");
        return null;
    }

    private bool Is(JsonPlace place, JsonValueKind kind)
    {
        if (place.Kind == kind) { return true; }
        var named = kind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            _ => "text",
        };
        Fail(place, $"{place.Shown} must be {named}");
        return false;
    }

    private bool IsWhole(JsonPlace place, long least, long most)
    {
        if (place.Kind == JsonValueKind.Number
            && long.TryParse(place.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most)
        {
            return true;
        }
        Fail(place, $"{place.Shown} must be a whole number of {least} to {most}");
        return false;
    }

    private static long Number(JsonPlace place) =>
        long.Parse(place.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static bool IsNothing(JsonPlace place) =>
        place.Kind is JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array;

    private static bool IsNumber(JsonPlace place) => place.Kind == JsonValueKind.Number
        && double.IsFinite(double.Parse(place.Text, CultureInfo.InvariantCulture));

    private void Fail(JsonPlace place, string rule) =>
        _wrong.Add($"{_file}:{place.Line}: {place.Path}: {rule}");
}
