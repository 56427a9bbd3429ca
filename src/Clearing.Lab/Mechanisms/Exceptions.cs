namespace Clearing.Lab.Mechanisms;

/// <summary>
/// A forecast with exceptions: sellers that expect more of themselves ask for a review, and the
/// first ones to arrive get one.
/// </summary>
internal static class Exceptions
{
    /// <summary>What the operator expects of each seller after the reviews.</summary>
    public static void Rank(MarketTable table, double[] values)
    {
        var (draw, model) = (table.Draw, table.Draw.Model);
        draw.Forecast.CopyTo(values, 0);
        var reviews = (int)Math.Round(model.ReviewShare * draw.Sellers);
        for (var round = 1; round <= model.Rounds; round++)
        {
            for (var seller = 0; seller < draw.Sellers && reviews > 0; seller++)
            {
                if (draw.Arrival[seller] != round) { continue; }
                if (draw.Own[seller] <= draw.Forecast[seller]) { continue; }
                values[seller] = Reviewed(table, seller);
                reviews--;
            }
        }
    }

    /// <summary>The Gaussian update of the forecast by the review's signal.</summary>
    private static double Reviewed(MarketTable table, int seller)
    {
        var (draw, model) = (table.Draw, table.Draw.Model);
        var (known, review) = (draw.ForecastOf(seller), model.ReviewForecast);
        var unknown = 1 - (known * known);
        // What is known for certain, a review cannot tell better.
        if (unknown <= 0) { return model.Expected(draw.OperatorSignal[seller], known); }
        var prior = 1 / unknown;
        var found = review * review / (1 - (review * review));
        var mean = ((prior * known * draw.OperatorSignal[seller])
            + (found * draw.ReviewSignal[seller] / review)) / (prior + found);
        return Math.Exp(
            model.Mu + (model.Sigma * mean) + (model.Sigma * model.Sigma / 2 / (prior + found)));
    }
}
