namespace Clearing.Pages.Shell;

/// <summary>
/// The sections of the rail, by role, with the key that goes there after <c>g</c>.
/// </summary>
internal static class Sections
{
    public static readonly (string Text, string Icon, string Link, string? Key)[] OfOperator =
    [
        ("Overview", "grid", "/markets", "o"),
        ("Needs me", "bell", "/markets?show=needs", "n"),
        ("Open a market", "play", "/markets/new", null),
        ("Inspections", "eye", "/inspections", "i"),
        ("Webhooks", "hook", "/webhooks", "w"),
    ];

    public static readonly (string Text, string Icon, string Link, string? Key)[] OfAuditor =
    [
        ("Markets", "grid", "/markets", "o"),
        ("Inspections", "eye", "/inspections", "i"),
        ("Webhooks", "hook", "/webhooks", "w"),
    ];

    public static (string Text, string Icon, string Link, string? Key)[] OfSeller(string seller)
    {
        var home = "/sellers/" + Uri.EscapeDataString(seller);
        return
        [
            ("Home", "home", home, "h"),
            ("Limit", "scale", home + "/limit", "m"),
            ("Statement", "doc", home + "/statement", "s"),
            ("Ledger", "menu", home + "/ledger", "l"),
            ("Import bids", "up", home + "/import", "i"),
            ("Markets", "grid", "/markets", "o"),
            ("Webhooks", "hook", home + "/webhooks", "w"),
        ];
    }
}
