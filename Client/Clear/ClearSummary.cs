using System.Globalization;
using System.Text.Json;
using Clearing.Client.Demo;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Market;
using Spectre.Console;

namespace Clearing.Client.Clear;

/// <summary>The result of a clearing, and how long each step took.</summary>
internal sealed record ClearSummary(
    ClearingTerms Terms,
    OfflineClearing Cleared,
    TimeSpan Parsing,
    TimeSpan Clearing,
    TimeSpan Writing)
{
    private int Winners => Cleared.Results.Rows - Cleared.Results.Granted.Count(0L);

    /// <summary>Prints the summary as a table or as one line of JSON.</summary>
    internal void Print(IAnsiConsole console, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(AsJson());
            return;
        }
        var outcome = Cleared.Outcome;
        var table = Tables.New("clearing", "");
        table.AddRow("bids", Text(Cleared.Results.Rows));
        table.AddRow("available, cubic feet", Text(Terms.Available));
        table.AddRow("requested, cubic feet", Text(Cleared.Requested));
        table.AddRow("eligible, cubic feet", Text(outcome.EligibleDemand));
        table.AddRow("granted, cubic feet", Text(outcome.Granted));
        table.AddRow("unsold, cubic feet", Text(Terms.Available - outcome.Granted));
        table.AddRow("winners", Text(Winners));
        table.AddRow("lowest granted fee, micros", Text(outcome.LowestGranted));
        table.AddRow("round fee, micros", Text(outcome.RoundFee));
        table.AddRow("parsing, ms", Text((long)Parsing.TotalMilliseconds));
        table.AddRow("clearing, ms", Text((long)Clearing.TotalMilliseconds));
        table.AddRow("writing, ms", Text((long)Writing.TotalMilliseconds));
        console.Write(table);
    }

    private static string Text(Int128? value) =>
        value?.ToString("N0", CultureInfo.InvariantCulture) ?? "none";

    private string AsJson() => JsonText.OfObject(json =>
    {
        json.WriteNumber("bids", Cleared.Results.Rows);
        json.WriteNumber("available_volume", Terms.Available);
        Write(json, "requested_volume", Cleared.Requested);
        Write(json, "eligible_demand_volume", Cleared.Outcome.EligibleDemand);
        json.WriteNumber("granted_volume", Cleared.Outcome.Granted);
        json.WriteNumber("unsold_volume", Terms.Available - Cleared.Outcome.Granted);
        json.WriteNumber("winners", Winners);
        Write(json, "lowest_granted_fee_micros", Cleared.Outcome.LowestGranted);
        Write(json, "round_fee_micros", Cleared.Outcome.RoundFee);
        json.WriteString("tie_rule", Words.Of(Terms.TieRule));
        json.WriteString("pricing_rule", Words.Of(Terms.PricingRule));
        json.WriteNumber("parsing_ms", (long)Parsing.TotalMilliseconds);
        json.WriteNumber("clearing_ms", (long)Clearing.TotalMilliseconds);
        json.WriteNumber("writing_ms", (long)Writing.TotalMilliseconds);
    });

    private static void Write(Utf8JsonWriter json, string name, Int128? value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value?.ToString(CultureInfo.InvariantCulture) ?? "null");
    }
}
