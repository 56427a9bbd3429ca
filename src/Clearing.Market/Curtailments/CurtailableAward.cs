namespace Clearing.Market.Curtailments;

/// <summary>An award as a curtailment sees it.</summary>
/// <param name="Id"><c>bid@round</c>.</param>
/// <param name="Round">The round that granted it.</param>
/// <param name="Sequence">The bid's sequence number.</param>
/// <param name="MaxFee">The bid's max fee at that round.</param>
/// <param name="CurrentFee">Its fee now.</param>
/// <param name="Held">Granted less released and curtailed, offers included.</param>
/// <param name="MinVolume">The bid's min volume.</param>
public sealed record CurtailableAward(
    string Id, int Round, long Sequence, Fee MaxFee, Fee CurrentFee, CubicFeet Held,
    CubicFeet MinVolume);

/// <summary>Volume on offer from an award, in the order in which it was offered.</summary>
/// <param name="Award">The award's id.</param>
/// <param name="Volume">What is still on offer.</param>
public sealed record CurtailableOffer(string Award, CubicFeet Volume);
