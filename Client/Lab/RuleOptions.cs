using System.CommandLine;
using System.CommandLine.Parsing;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Instruments.Journals;

namespace Clearing.Client.Lab;

/// <summary>The options that change a market's rules.</summary>
internal sealed class RuleOptions
{
    private const int Million = ConfigRule.MaxPartPpm;
    private const string Otherwise = "as recorded without it";

    private readonly Option<TieRule> _tie =
        Options.Word("--tie", "Splits the marginal fee:", Words.TieRules, Otherwise);

    private readonly Option<PricingRule> _pricing =
        Options.Word("--pricing", "Sets the round's fee:", Words.PricingRules, Otherwise);

    private readonly Option<string?> _seed =
        Options.Text("--lottery-seed", "The seed of the lottery.", "TEXT");

    private readonly Option<long?> _reserve = Options.NumberIfAny(
        "--reserve", "Reserve fee of every round, micros per cubic foot.", 0);

    private readonly Option<long?> _minVolume = Options.NumberIfAny(
        "--repricing-min-volume", "Cubic feet that must stand behind a repricing fee.", 0);

    private readonly Option<long?> _support = Options.NumberIfAny(
        "--repricing-support-ppm", "Their share of fresh volume, per million.", 0, Million);

    private readonly Option<long?> _cap = Options.NumberIfAny(
        "--seller-cap", "The maximum any seller may hold, cubic feet.", 0);

    private readonly Option<long?> _rate = Options.NumberIfAny(
        "--credit-rate-ppm", "Credit per million of sales.", 0, ConfigRule.MaxCreditRatePpm);

    private readonly Option<long?> _creditCap = Options.NumberIfAny(
        "--credit-cap-ppm", "The part of a charge that credits may offset, per million.", 0,
        Million);

    private IEnumerable<Option> All =>
        [_tie, _pricing, _seed, _reserve, _minVolume, _support, _cap, _rate, _creditCap];

    /// <summary>Adds them to a command, which needs at least one of them.</summary>
    internal void AddTo(Command command)
    {
        foreach (var option in All) { command.Add(option); }
        command.Validators.Add(given =>
        {
            if (!All.Any(option => given.GetResult(option) is not null))
            {
                given.AddError(
                    $"name at least one other rule: {string.Join(", ", All.Select(o => o.Name))}");
            }
            var seed = given.GetResult(_seed)?.Tokens;
            var tie = TieOf(given);
            if (tie == TieRule.SeededLottery && seed is not [{ Value: not "" }, ..])
            {
                given.AddError("--tie SEEDED_LOTTERY needs a --lottery-seed");
            }
            else if (seed is [{ Value: "" }, ..])
            {
                given.AddError("--lottery-seed \"\": must not be empty");
            }
            else if (seed is { Count: > 0 } && tie is not (null or TieRule.SeededLottery))
            {
                given.AddError("--lottery-seed is for --tie SEEDED_LOTTERY alone");
            }
        });
    }

    /// <summary>The rules that were named.</summary>
    internal RuleChanges Read(ParseResult parsed) => new()
    {
        TieRule = Given(parsed, _tie) ? parsed.GetValue(_tie) : null,
        PricingRule = Given(parsed, _pricing) ? parsed.GetValue(_pricing) : null,
        LotterySeed = parsed.GetValue(_seed),
        Reserve = parsed.GetValue(_reserve) is { } reserve ? new Fee(reserve) : null,
        RepricingMinVolume = Volume(parsed, _minVolume),
        RepricingSupportPpm = (int?)parsed.GetValue(_support),
        SellerCap = Volume(parsed, _cap),
        CreditRatePpm = (int?)parsed.GetValue(_rate),
        CreditCapPpm = (int?)parsed.GetValue(_creditCap),
    };

    // The option's own error is told where its value is not a word; reading it would throw.
    private TieRule? TieOf(CommandResult given) =>
        given.GetResult(_tie)?.Tokens is [var word, ..]
        && Words.TieRules.TryGetValue(Options.Upper(word.Value), out var tie)
            ? tie
            : null;

    private static CubicFeet? Volume(ParseResult parsed, Option<long?> option) =>
        parsed.GetValue(option) is { } volume ? new CubicFeet(volume) : null;

    private static bool Given(ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false };
}
