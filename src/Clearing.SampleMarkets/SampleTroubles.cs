namespace Clearing.SampleMarkets;

/// <summary>
/// What an operator's day has: a deficit, a pause, a closed book and an inspection.
/// </summary>
internal sealed class SampleTroubles(IGrainFactory grains, string quarter)
{
    public async Task Cause()
    {
        var flooded = Market("ca-central/oversize");
        var report = await flooded.Report();
        var free = report.Pool.Value + report.PendingCapacity.Value;
        await flooded.ChangeCapacity(new CapacityChange("flood", new CubicFeet(-free - 490)));
        await Market("eu-west/oversize").Pause("sprinkler inspection in hall 3");
        var closed = Market("uk-south/standard");
        await closed.Close((await closed.Report()).LastRound + 1);
        var inspected = Market("us-west/standard");
        await inspected.Inspect(
            new Inspection("i-118", "olga", "complaint 118: a seller says its bid was dropped", "seller-00346"), 0, 1);
    }

    private IRoundGrain Market(string place) => grains.GetGrain<IRoundGrain>($"{place}/{quarter}");
}
