using Clearing.Instruments.Randomness;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Results;
using Clearing.Lab.Runs;

namespace Clearing.Lab.Tests;

/// <summary>The same seed gives the same bytes.</summary>
public class ReproducibilityTests
{
    [Fact]
    public void No_result_depends_on_the_number_of_threads()
    {
        var one = Text(new LabOptions(Seed: 3, Replications: 300, Threads: 1));

        Assert.Equal(one, Text(new LabOptions(Seed: 3, Replications: 300, Threads: 5)));
        Assert.NotEqual(one, Text(new LabOptions(Seed: 4, Replications: 300, Threads: 1)));
    }

    [Fact]
    public void Markets_that_are_added_later_are_those_of_a_longer_run()
    {
        var options = new LabOptions(Replications: 300);
        var table = new MainTable(MarketModel.Tight, MechanismTable.All);
        table.Extend(options.AtMost(100));
        table.Extend(options);

        Assert.Equal(Text(options), ResultJson.Text(ResultJson.Of(table)));
    }

    [Fact]
    public void A_changed_parameter_changes_no_other_draw()
    {
        var tight = new Markets.MarketDraw(MarketModel.Tight);
        var margins = new Markets.MarketDraw(MarketModel.Tight with { Margin = new(0.05, 0.45) });
        tight.Fill(1, 5);
        margins.Fill(1, 5);

        Assert.NotEqual(tight.Margin, margins.Margin);
        Assert.Equal(tight.Productivity, margins.Productivity);
        Assert.Equal(tight.Own, margins.Own);
        Assert.Equal(tight.BlockVolume, margins.BlockVolume);
    }

    [Fact]
    public void The_numbers_of_a_stream_never_change()
    {
        var stream = new RandomStream(1, 0, Purpose.Productivity);

        Assert.Equal(
            ["9a20b92c1d7706c7", "e505223f1e6e11c8"],
            new[] { stream.NextBits(), stream.NextBits() }.Select(bits => bits.ToString("x16")));
    }

    private static string Text(LabOptions options)
    {
        var table = new MainTable(MarketModel.Tight, MechanismTable.All);
        table.Extend(options);
        return ResultJson.Text(ResultJson.Of(table));
    }
}
