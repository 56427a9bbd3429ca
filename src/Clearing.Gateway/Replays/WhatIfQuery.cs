using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Another fee or volume of a bid, in the query.</summary>
/// <param name="MaxFee">Another max fee; null for the bid's own.</param>
/// <param name="MaxVolume">Another max volume; null for the bid's own.</param>
/// <param name="Problem">The problem of the query; null if it could be read.</param>
internal sealed record WhatIfQuery(Fee? MaxFee, CubicFeet? MaxVolume, Problem? Problem) : IRead
{
    private const string Fee = "max_fee_micros";
    private const string Volume = "max_volume";

    public static ValueTask<WhatIfQuery> BindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (fee, wrongFee) = Read(query, Fee, least: 0);
        var (volume, wrongVolume) = Read(query, Volume, least: 1);
        var wrong = wrongFee ?? wrongVolume;
        if (wrong is null && fee is null && volume is null)
        {
            wrong = Problem.Of(
                Codes.FieldInvalid, Fee,
                detail: $"name another {Fee}, another {Volume}, or both");
        }
        return ValueTask.FromResult(new WhatIfQuery(
            fee is { } micros ? new Fee(micros) : null,
            volume is { } feet ? new CubicFeet(feet) : null, wrong));
    }

    private static (long? Value, Problem? Wrong) Read(
        IQueryCollection query, string name, long least)
    {
        var text = query[name];
        if (text.Count == 0) { return (null, null); }
        return text.Count == 1
            && Integers.Read(
                System.Text.Encoding.UTF8.GetBytes(text[0]!), signed: false, out var value) is null
            && value >= least
                ? (value, null)
                : (null, Problem.Of(
                    Codes.FieldInvalid, name, text.ToString(), least,
                    $"must be one whole number, {least} or more"));
    }
}
