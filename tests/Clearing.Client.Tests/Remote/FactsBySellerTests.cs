using System.Text;
using Clearing.Client.Remote;
using Clearing.Formats;

namespace Clearing.Client.Tests.Remote;

/// <summary>A part of a file of day reports holds whole sellers.</summary>
public sealed class FactsBySellerTests
{
    private const string Header = "seller,report_id,day,used_volume\n";
    private const string RowOfA = "a,r,2026-10-01,5\n";

    [Fact]
    public void A_part_ends_before_a_seller_that_does_not_fit()
    {
        var (first, second) = (Header.Length + (2 * RowOfA.Length), RowOfA.Length);
        var sellers = Sellers("a", "b", "a", "b", "b");

        Assert.Equal(first, sellers.EndIn(0, first, first));
        Assert.Equal(first, sellers.EndIn(0, first + second, first + 900));
        Assert.Equal(first + (3 * second), sellers.EndIn(first, first + (3 * second), first + 900));
    }

    [Fact]
    public void Only_a_seller_that_is_longer_than_a_part_is_cut()
    {
        var row = RowOfA.Length;
        var sellers = Sellers("a", "a", "a", "b");
        var whole = Header.Length + (3 * row);

        Assert.Equal(whole, sellers.EndIn(0, Header.Length + row, room: whole));
        Assert.Null(sellers.EndIn(0, Header.Length + row, room: whole - 1));
        Assert.Equal(whole, sellers.EndIn(Header.Length + row, whole + 1, whole + 1));
    }

    private static FactsBySeller Sellers(params string[] rows)
    {
        var file = Encoding.UTF8.GetBytes(
            Header + string.Concat(rows.Select((seller, i) => $"{seller},{i},2026-10-01,5\n")));
        return new(file, FactFile.Read(new MemoryStream(file), "f").Value!);
    }
}
