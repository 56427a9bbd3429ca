namespace Clearing.Pages.Charts;

/// <summary>A row of a waterfall.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Amount">The sum so far, or what it adds or takes.</param>
/// <param name="IsTotal">True if it is a sum.</param>
/// <param name="Note">An explanation; may be empty.</param>
public sealed record WaterfallRow(string Label, Money Amount, bool IsTotal, string Note = "");
