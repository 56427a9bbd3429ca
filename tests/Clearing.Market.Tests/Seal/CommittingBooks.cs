namespace Clearing.Market.Tests;

/// <summary>The commitment to a closed book, and what proves a bid in it.</summary>
public sealed class CommittingBooks
{
    private static readonly RoundNonce CountingUp =
        RoundNonce.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    private static TestMarket ThreeBids()
    {
        var test = new TestMarket();
        test.Bid("b-1", "acme", 9_000_000, 60);
        test.Bid("b-2", "bob", 5_000_000, 60);
        test.Bid("c", "carol", 5_000_000, 10, timeInForce: TimeInForce.Round);
        return test;
    }

    [Fact]
    public void The_test_vector_comes_out_as_written()
    {
        BookRow[] rows =
        [
            new(1, new(9_000_000), new(60), default, TimeInForce.Period, "b-1", "acme", null),
            new(2, new(5_000_000), new(60), default, TimeInForce.Period, "b-1", "bob", null),
            new(3, new(5_000_000), new(10), default, TimeInForce.Round, "c", "carol", null),
        ];
        var keys = new RoundKeys(CountingUp, TestMarket.Key, 1);
        var tree = new BookTree(new ListedRows(rows), keys.Salts);
        var (index, salt, _) = tree.Prove(0);
        var leaf = new byte[32];
        MerkleTree.Leaf(salt, BookRowText.Of(rows[0]), leaf);

        Assert.Equal(
            [
                "0", "596b9a3be22f21d0bcfa74f49aa4659d15a0542585e5f51222198b71a7434e49",
                "74331e623f2cd0d92a1c439575faea2f9cbcc2271ce0b65ca430beedd3067411",
                "4ab3fda6332804025bb6ea6525b3329900fb0a22da2254cfc3656e1fafd1099c",
                "143b06012a707d32cd447366bfc7f9425151d21f95503fa450fb271b6b7df86f",
                "8245f9d5494fdfe4e9fe74a1b299cfbb0a4bff4d10c6e43697411db04a79ae84",
            ],
            [
                $"{index}", Hex(salt), Hex(leaf), Hex(tree.Root), Hex(keys.Blind),
                Seal.BookHash.Of(keys.Blind, TestMarket.Key, 1, 3, tree.Root),
            ]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1_024)]
    [InlineData(1_025)]
    [InlineData(3_000)]
    public void Every_row_of_a_book_of_any_size_is_proven(int bids)
    {
        var test = new TestMarket();
        for (var n = 1; n <= bids; n++) { test.Bid($"b{n}", n % 2 == 0 ? "even" : "odd", n, n); }
        test.Close(1);
        var closed = test.Events.OfType<RoundClosed>().Single();
        test.Cleared(1);
        Assert.Equal(
            NaiveSeal.BookHash(
                Convert.FromHexString(closed.Nonce!.ToHex()), TestMarket.Key, 1,
                [.. test.Market.Book(1, 0, bids).Select(BookRowText.Of)]),
            closed.BookHash);
        foreach (var seller in (string[])["even", "odd", "nobody"])
        {
            var proof = test.Market.Proof(seller, 1, 0, bids < 2_000 ? bids : 40)!;
            Assert.Equal(closed.BookHash, proof.BookHash);
            Assert.Null(ProofCheck.Fault(proof));
            Assert.All(proof.Rows, row => Assert.Equal(seller, row.Row.Seller));
        }
        Assert.Equal(
            bids - (bids / 2), test.Market.Proof("odd", 1, 0, bids)!.Rows.Length);
    }

    [Fact]
    public void A_proof_of_a_changed_bid_place_or_book_is_none()
    {
        var test = ThreeBids();
        test.Cleared(1, 60);
        var proof = test.Market.Proof("acme", 1, 0, 10)!;
        var row = Assert.Single(proof.Rows);
        BidProof Changed(ProvenRow to) => proof with { Rows = [to] };
        BidProof[] forged =
        [
            proof with { Round = 2 }, proof with { Market = "us-east/standard/2027-Q1" },
            proof with { Bids = 4 }, proof with { Root = proof.Blind }, proof with { Blind = "00" },
            proof with { BookHash = proof.Root }, Changed(row with { Index = 1 }),
            Changed(row with { Index = 3 }), Changed(row with { Salt = proof.Root }),
            Changed(row with { Path = row.Path.RemoveAt(0) }),
            Changed(row with { Path = row.Path.Add(proof.Root) }),
            Changed(row with { Row = row.Row with { Want = new(61) } }),
            Changed(row with { Row = row.Row with { Seller = "bob" } }),
            Changed(row with { Row = row.Row with { BidId = "" } }),
        ];
        Assert.Null(ProofCheck.Fault(proof));
        Assert.All(forged, one => Assert.NotNull(ProofCheck.Fault(one)));
    }

    [Fact]
    public void A_proof_shows_the_book_as_it_was_closed_whatever_happened_since()
    {
        var test = ThreeBids();
        test.Cleared(1, 30);
        test.Amend("b-2", "bob", volume: 20);
        test.Cancel("b-1", "acme");
        test.Cleared(2, 10);
        Assert.Equal(60, Assert.Single(test.Market.Proof("bob", 1, 0, 9)!.Rows).Row.Want.Value);
        Assert.Equal(20, Assert.Single(test.Market.Proof("bob", 2, 0, 9)!.Rows).Row.Want.Value);
        Assert.Empty(test.Market.Proof("acme", 2, 0, 9)!.Rows);
        foreach (var round in (int[])[1, 2])
        {
            Assert.Null(ProofCheck.Fault(test.Market.Proof("bob", round, 0, 9)!));
        }
    }

    [Fact]
    public void The_same_book_under_another_nonce_has_another_hash()
    {
        var hashes = Enumerable.Range(1, 3).Select(n =>
            ThreeBids().Market.Close(1, RoundNonce.OfReplay("n", n)).Events.Cast<RoundClosed>()
                .Single().BookHash);
        Assert.Equal(3, hashes.Distinct().Count());
    }

    [Fact]
    public void A_repeated_close_ignores_its_nonce()
    {
        var test = ThreeBids();
        test.Close(1);
        var hash = test.Market.Report().ClosedBookHash;
        Assert.Empty(test.Market.Close(1, CountingUp).Events);
        var cleared = test.Market.Clear(new RoundTerms(1), CountingUp).Events;
        Assert.Equal(hash, test.Cleared(1).BookHash);
        Assert.Single(cleared);
    }

    [Fact]
    public void No_text_of_an_event_shows_its_nonce()
    {
        var test = ThreeBids();
        test.Close(1);
        var closed = test.Events.OfType<RoundClosed>().Single();
        Assert.DoesNotContain(closed.Nonce!.ToHex(), $"{closed} {closed.Nonce}");
    }

    [Fact]
    public void A_round_that_is_closed_and_cleared_again_keeps_its_recorded_times()
    {
        var test = ThreeBids();
        var closed = (RoundClosed)test.Market.Close(1, TestMarket.Nonce(1)).Events.Single();
        closed = closed with { At = DateTimeOffset.UnixEpoch };
        Assert.Equal(closed, test.Market.CloseAgain(closed));
        test.Do([closed]);
        var cleared = (RoundCleared)test.Market
            .Clear(new RoundTerms(1), TestMarket.Nonce(1)).Events.Single();
        cleared = cleared with { At = DateTimeOffset.UnixEpoch.AddHours(1) };
        Assert.Equal(cleared.At, test.Market.ClearAgain(cleared)!.At);
    }

    [Fact]
    public void A_book_closed_before_the_upgrade_clears_in_version_1_and_stays_sealed()
    {
        var test = ThreeBids();
        var old = test.Market.CloseAgain(new RoundClosed(1, 0, ""))!;
        test.Do([old]);
        Assert.Null(test.Market.Report().ClosedBookHash);
        var report = test.Cleared(1, 60);
        Assert.Equal(
            (1, null, null, null, null),
            (report.HashVersion, report.BookHash, report.ResultHash, report.Blind, report.Root));
        Assert.Equal(old.BookHash, test.Market.AuditedRound(1)!.BookHash);
        Assert.Null(test.Market.Proof("acme", 1, 0, 10));
        test.Do(test.Market.Settle());
        Assert.Equal(old.BookHash, test.Market.Round(1)!.BookHash);
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private sealed class ListedRows(BookRow[] rows) : IBookRows
    {
        public int Rows => rows.Length;

        public int Write(int row, Span<byte> to)
        {
            var text = BookRowText.Of(rows[row]);
            text.CopyTo(to);
            return text.Length;
        }
    }
}
