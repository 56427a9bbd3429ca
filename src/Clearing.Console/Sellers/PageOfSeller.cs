using Clearing.Market.Units;
using Clearing.Pages.Reading;
using Clearing.Pages.Shell;
using Microsoft.AspNetCore.Components;

namespace Clearing.Pages.Sellers;

/// <summary>A page about the seller in its address.</summary>
public abstract class PageOfSeller : LivePage
{
    [Parameter] public string Seller { get; set; } = "";

    private protected override Failure? CheckAddress() => NoSeller(Seller);

    /// <summary>The failure of an id that no seller can have; otherwise null.</summary>
    internal static Failure? NoSeller(string seller)
    {
        if (IdRule.Allows(seller)) { return null; }
        var problem = Problem.Of(Codes.SellerIdMalformed, "seller", seller, IdRule.MaxLength);
        return Failure.Of(problem) with { Text = $"No seller can have the id “{problem.Value}”. {problem.Title}" };
    }
}
