using System.Globalization;
using Clearing.Client.Clear;
using Clearing.Formats;
using Clearing.Market;
using CsvHelper;

namespace Clearing.Client.Tests.CommandLine;

public class ClearTests
{
    private const string Book =
        """
        bid_id,seller,max_fee_micros,max_volume,min_volume
        a,s1,300,50,0
        "b,""x",s2,200,50,0
        c,s3,200,50,0
        d,s4,100,50,0
        e,s5,400,90,90
        f,s6,10,5,0
        """;

    [Fact]
    public void Awards_and_reasons_come_out_in_the_sequence_of_the_file()
    {
        using var file = new ScratchFile(Book);
        var result = Cli.Run("clear", file.Path, "--capacity", "80", "--reserve", "50");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            """
            bid_id,seller,max_fee_micros,max_volume,granted_volume,round_fee_micros,status,reason
            a,s1,300,50,50,200,FULL,
            "b,""x",s2,200,50,30,200,PARTIAL,
            c,s3,200,50,0,,NONE,TIE_LOST
            d,s4,100,50,0,,NONE,OUTBID
            e,s5,400,90,0,,NONE,MIN_FILL
            f,s6,10,5,0,,NONE,BELOW_RESERVE

            """.ReplaceLineEndings("\n"),
            result.Output);
        Assert.Contains("lowest granted fee", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_file_is_written_whole_and_leaves_nothing_beside_it()
    {
        var folder = Directory.CreateTempSubdirectory("clearing");
        try
        {
            var path = Path.Combine(folder.FullName, "awards.csv");
            File.WriteAllText(path, "old");
            using var file = new ScratchFile(Book);
            var result = Cli.Run("clear", file.Path, "--capacity", "80", "--out", path, "--json");

            Assert.Equal(7, File.ReadAllLines(path).Length);
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
            Assert.StartsWith("{\"bids\":6,", result.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_real_book_clears_to_the_published_figures_in_all_40_markets()
    {
        using var input = File.OpenRead(Tree.Path("samples", "aemo", "aemo.bids.csv"));
        var bids = BidFile.Read(input, "aemo", new BidFileTerms(NeedsMarkets: true)).Value!;
        using var text = File.OpenText(Tree.Path("samples", "aemo", "aemo.clearing.csv"));
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        var markets = 0;
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            AssertClears(csv, bids);
            markets++;
        }
        Assert.Equal(40, markets);
    }

    private static void AssertClears(CsvReader expected, BidTable bids)
    {
        var capacity = expected.GetField<long>("capacity");
        var rows = ChosenRows.Of(
            bids, "aemo", expected.GetField("region"), expected.GetField<int>("round"));
        var terms = new ClearingTerms(capacity, 0, 1, TieRule.ProRata, PricingRule.LowestGranted);
        var cleared = OfflineClearing.Clear(bids, rows, terms, "");
        var granted = cleared.Results.Granted;
        var partial = 0;
        for (var i = 0; i < granted.Length; i++)
        {
            partial += granted[i] > 0 && granted[i] < bids.MaxVolumes[rows![i]] ? 1 : 0;
        }

        Assert.Equal(expected.GetField<int>("bids"), granted.Length);
        Assert.Equal(expected.GetField<long>("offered_volume"), (long)cleared.Requested);
        Assert.Equal(expected.GetField<long>("granted_volume"), cleared.Outcome.Granted);
        Assert.Equal(expected.GetField<long>("unsold_volume"), capacity - cleared.Outcome.Granted);
        Assert.Equal(expected.GetField<int>("awards"), granted.Length - granted.Count(0L));
        Assert.Equal(expected.GetField<int>("partial_awards"), partial);
        Assert.Equal(expected.GetField<long>("round_fee_micros"), cleared.Outcome.RoundFee);
    }
}
