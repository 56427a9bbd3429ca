using System.Buffers.Binary;

namespace Clearing.Market.Tests;

/// <summary>Rounds large enough for the sampled margin, and what a clearing allocates.</summary>
public sealed class LargeRoundTests
{
    [Fact]
    public void Large_rounds_clear_as_the_rules_tell()
    {
        var workspace = new ClearingWorkspace();
        for (var seed = 0; seed < 24; seed++)
        {
            var round = RoundShapes.Draw(new Random(seed), 20_000);
            if (round.Terms.TieRule is TieRule.ProRata or TieRule.EqualSplit
                && round.Bids.Any(bid => bid.Need > 0))
            {
                // The naive drop of failing bids is quadratic.
                round = round with { Bids = round.Bids.Take(400).ToList() };
            }
            var expected = NaiveClearing.Clear(round.Bids, round.Rooms, round.Terms);
            var actual = FastClearing.Clear(round, workspace);
            var difference = FastClearing.Difference(expected, actual);
            Assert.True(difference is null, $"Seed {seed}: {difference}");
        }
    }

    [Theory]
    [InlineData(TieRule.TimePriority)]
    [InlineData(TieRule.ProRata)]
    [InlineData(TieRule.EqualSplit)]
    [InlineData(TieRule.SeededLottery)]
    public void A_clearing_of_a_known_size_allocates_nothing(TieRule tieRule)
    {
        const int Rows = 20_000;
        var random = new Random(1);
        var fees = Column(Rows, _ => random.Next(50));
        var wants = Column(Rows, _ => random.Next(1, 100));
        var needs = Column(Rows, row => random.Next(10) == 0 ? wants[row] / 2 : 0);
        var sellers = Enumerable.Range(0, Rows).Select(row => row % 100).ToArray();
        var rooms = Column(100, _ => random.Next(20_000));
        var ends = SellerEnds.Of(fees, wants, sellers, rooms, lot: 1);
        var workspace = new ClearingWorkspace();
        var keys = new RowKeys();
        var tickets = Enumerable.Range(0, Rows).Select(RowKeys.Ticket).ToArray();

        long Allocated(long available)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            ClearingCore.Clear(
                new()
                {
                    MaxFee = fees,
                    Want = wants,
                    Need = needs,
                    Seller = sellers,
                    SellerEnds = ends,
                    Ticket = tickets,
                },
                new(available, 5, 1, tieRule, PricingRule.HighestRejected),
                keys,
                workspace);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.True(Allocated(400_000) > 0);
        Assert.Equal(0, Allocated(400_000));
        Assert.Equal(0, Allocated(390_000));
    }

    private static long[] Column(int rows, Func<int, long> value) =>
        Enumerable.Range(0, rows).Select(value).ToArray();

    private sealed class RowKeys : ILotteryKeys
    {
        public static ulong Ticket(int row) => BinaryPrimitives.ReverseEndianness((ulong)row * 2654435761);

        public void Key(int row, Span<byte> destination32)
        {
            destination32.Clear();
            BinaryPrimitives.WriteUInt64BigEndian(destination32, Ticket(row));
        }
    }
}
