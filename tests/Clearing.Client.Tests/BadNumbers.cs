namespace Clearing.Client.Tests;

/// <summary>What people and programs write for a number and no file here may hold.</summary>
internal static class BadNumbers
{
    /// <summary>Each is wrong for every column of whole numbers from 0 or 1.</summary>
    internal static readonly (string Name, string Text)[] All =
    [
        ("nothing", ""), ("a space", " "), ("a plus sign", "+1"), ("a leading space", " 1"),
        ("a trailing space", "1 "), ("a tab", "1\t"), ("a no-break space", "1\u00A0000"),
        ("an exponent", "1e5"), ("a capital exponent", "1E5"), ("a decimal point", "1.0"),
        ("a point at the end", "1."), ("a point at the start", ".1"), ("a decimal comma", "1,5"),
        ("separated thousands", "1,000"), ("an underscore", "1_000"), ("an apostrophe", "1'000"),
        ("NaN", "NaN"), ("Infinity", "Infinity"), ("minus infinity", "-Infinity"), ("inf", "inf"),
        ("minus zero", "-0"), ("a minus sign", "-1"), ("a minus sign behind", "1-"),
        ("two minus signs", "--1"), ("a minus sign alone", "-"), ("a true minus", "\u22121"),
        ("brackets for minus", "(1)"), ("hexadecimal", "0x10"), ("a suffix", "10L"),
        ("Arabic digits", "\u0663"), ("full-width digits", "\uFF11"), ("a half", "\u00BD"),
        ("a superscript", "1\u00B2"), ("a currency sign", "$5"), ("a per cent sign", "5%"),
        ("a leading zero", "007"), ("two zeros", "00"), ("64 bits and one", "18446744073709551616"),
        ("63 bits and one", "9223372036854775808"), ("30 digits", new string('9', 30)),
        ("5,000 digits", new string('1', 5_000)), ("null", "null"), ("true", "true"), ("a word", "ten"),
        ("a date", "2026-01-01"), ("a formula", "=1+1"), ("SQL", "1;DROP TABLE journal"),
        ("an escape sequence", "\u001b[31m1"), ("right-to-left override", "\u202E1"),
        ("a zero-width space", "1\u200B"), ("a byte order mark", "\uFEFF1"), ("a quote", "\"1"),
    ];
}
