using Clearing.Lab.Models;
using Clearing.Lab.Sweeps;

namespace Clearing.Lab.Tests;

/// <summary>A model's file is read strictly.</summary>
public class ModelFileTests
{
    [Fact]
    public void What_a_file_does_not_name_is_as_in_the_tight_model()
    {
        var model = ModelFile.Read("mine", """{"N": 8, "margin": [0.2, 0.4]}""");

        Assert.Equal(
            MarketModel.Tight with { Label = "mine", Sellers = 8, Margin = new(0.2, 0.4) }, model);
    }

    [Theory]
    [InlineData("{\"rho_old\": 1.5}", "rho_old 1.5: must be 0 to 1")]
    [InlineData("{\"N\": 2.5}", "N 2.5: must be an integer")]
    [InlineData("{\"N\": \"8\"}", "N \"8\": must be a number")]
    [InlineData("{\"margin\": 0.2}", "margin 0.2: must be [least, most]")]
    [InlineData("{\"margin\": [0.3, 0.2]}", "margin [0.3,0.2]: the first number must not be above")]
    [InlineData("{\"vol\": [0, 5]}", "vol[0] 0: must be 1 to 1000000000")]
    [InlineData("{\"colour\": 1}", "colour: no such parameter")]
    [InlineData("{\"N\": 8, \"N\": 9}", "not JSON")]
    [InlineData("{\"learning\": 0.8}", "learning 0.8: must be a list of numbers")]
    [InlineData("{\"learning\": [0.8, 2]}", "learning[1] 2: must be 0 to 1")]
    [InlineData("{\"commitment_cost\": 2}", "commitment_cost 2: must be 0 to 1")]
    [InlineData("{\"risk_aversion\": -1}", "risk_aversion -1: must be 0 to 1")]
    [InlineData("{\"budget\": -1}", "budget -1: must be 0 to 1000000000000")]
    [InlineData("[]", "a model is a JSON object")]
    [InlineData("{\"R\": 30}", "late 0.04: must leave something of the season")]
    public void What_is_wrong_is_named_with_its_value_and_limit(string text, string message)
    {
        var wrong = Assert.Throws<ModelException>(() => ModelFile.Read("mine", text));

        Assert.StartsWith(message, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_changes_one_parameter()
    {
        var sweep = Sweep.Read(MarketModel.Tight, "margin=0.2..0.2,0.1..0.3");

        Assert.Equal(new NumberRange(0.2, 0.2), sweep.Points[0].Model.Margin);
        Assert.Equal(MarketModel.Tight.Margin, sweep.Points[1].Model.Margin);
    }

    [Theory]
    [InlineData("rho")]
    [InlineData("rho=")]
    [InlineData("rho=x")]
    [InlineData("hue=1")]
    public void A_sweep_that_cannot_be_is_refused(string text) =>
        Assert.Throws<ModelException>(() => Sweep.Read(MarketModel.Tight, text));
}
