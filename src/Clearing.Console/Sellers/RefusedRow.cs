namespace Clearing.Pages.Sellers;

/// <summary>A row in good form that the market refused.</summary>
public sealed record RefusedRow(int Line, string BidId, BidStatus Status);
