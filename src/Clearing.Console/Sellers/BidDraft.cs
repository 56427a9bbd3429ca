using Clearing.Formats;
using Clearing.Pages.Reading;

namespace Clearing.Pages.Sellers;

/// <summary>
/// What is entered in the bid dialog. The market's own rule says what is wrong with it, in the
/// API's words and before anything is sent; the market decides again once it is sent.
/// </summary>
/// <param name="config">The market's terms.</param>
internal sealed class BidDraft(MarketConfig config)
{
    public string Fee { get; set; } = "";

    public string Volume { get; set; } = "";

    public string Minimum { get; set; } = "0";

    public TimeInForce TimeInForce { get; set; }

    /// <summary>The fee; null if the text is not one.</summary>
    public Fee? MaxFee => TypedNumber.Fee(Fee);

    /// <summary>The volume; null if the text is not one.</summary>
    public CubicFeet? MaxVolume =>
        TypedNumber.Number(Volume) is { } volume ? new CubicFeet(volume) : null;

    /// <summary>The least volume; null if the text is not one.</summary>
    public CubicFeet? MinVolume =>
        TypedNumber.Number(Minimum) is { } volume ? new CubicFeet(volume) : null;

    /// <summary>True if every rule that can be checked here is kept.</summary>
    public bool IsValid => FeeError is null && VolumeError is null && MinimumError is null
        && MaxFee is not null && MaxVolume is not null && MinVolume is not null;

    /// <summary>
    /// What is wrong with the fee; null if nothing is, or if nothing was entered.
    /// </summary>
    public Failure? FeeError => Fee.Length == 0 ? null : MaxFee is not { } fee
        ? Unread("max_fee_micros", "A fee is a number with at most six decimals, such as 4.50.")
        : Refused(
            Bid(fee, new CubicFeet(config.Lot.Value), default), BidStatus.VolumeNotPositive, fee);

    /// <summary>What is wrong with the volume.</summary>
    public Failure? VolumeError => Volume.Length == 0 ? null : MaxVolume is not { } volume
        ? Unread("max_volume", "A volume is a whole number of cubic feet.")
        : Refused(Bid(default, volume, default), BidStatus.MinVolumeOutOfRange, default);

    /// <summary>What is wrong with the least volume.</summary>
    public Failure? MinimumError => Minimum.Length == 0 || MaxVolume is not { Value: > 0 } volume ? null
        : MinVolume is not { } least ? Unread(
            "min_volume", "A volume is a whole number of cubic feet.")
        : Least(volume, least);

    /// <summary>The bid as it would be sent.</summary>
    public Bid ToBid(string id, string seller) =>
        new(id, seller, MaxFee!.Value, MaxVolume!.Value, MinVolume!.Value, TimeInForce);

    private Failure? Least(CubicFeet volume, CubicFeet least)
    {
        if (least.Value < 0 || least.Value > volume.Value)
        {
            return Said(BidStatus.MinVolumeOutOfRange, $"It must be 0 to {Shown.Volume(volume)}.");
        }
        return least.Value % config.Lot.Value == 0 ? null
            : Said(BidStatus.MinVolumeOffLot, Near(least.Value, config.Lot.Value, Shown.Number));
    }

    // Only refusals that come before a status in precedence count, because later ones are about
    // other fields.
    private Failure? Refused(Bid bid, BidStatus before, Fee fee) =>
        BidRule.Refusal(bid, config) is { } status && status < before
            ? Said(status, status switch
            {
                BidStatus.FeeOffTick => Near(fee.Micros, config.Tick.Micros, AsFee),
                BidStatus.FeeAboveLimit =>
                    $"It is at most {AsFee(config.HighestMaxFee!.Value.Micros)}.",
                BidStatus.VolumeOffLot => Near(bid.MaxVolume.Value, config.Lot.Value, Shown.Number),
                BidStatus.VolumeBelowLimit =>
                    $"It is at least {Shown.Volume(config.SmallestMaxVolume!.Value)}.",
                _ => "",
            })
            : null;

    private string AsFee(Int128 micros) => Shown.Fee(new Fee((long)micros), config.MinorExponent);

    private static string Near(long value, long step, Func<Int128, string> show)
    {
        var below = value / step * step;
        return below > 0 ? $"Use {show(below)} or {show(below + step)}." : $"Use {show(step)}.";
    }

    private static Bid Bid(Fee fee, CubicFeet volume, CubicFeet least) =>
        new("draft", "draft", fee, volume, least);

    private static Failure Said(BidStatus status, string detail) =>
        Failure.Of(Problem.Of(Words.Of(status), detail: detail));

    private static Failure Unread(string name, string rule) =>
        new(Codes.FieldInvalid, rule, name);
}
