using Clearing.Allocation.Sellers;

namespace Clearing.Formats;

/// <summary>A row of a file of profiles.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Seller">The seller's id.</param>
/// <param name="Profile">Its plan and the day on which its account was opened.</param>
public sealed record ProfileRow(long Line, string Seller, SellerProfile Profile);
