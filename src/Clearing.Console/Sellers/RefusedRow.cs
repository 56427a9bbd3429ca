namespace Clearing.Pages.Sellers;

/// <summary>A well-formed row that the market refused.</summary>
public sealed record RefusedRow(int Line, string BidId, BidStatus Status);
