using Clearing.Grains.Events;

namespace Clearing.Simulation.Tests;

public class PhaseTests
{
    // A simulated disk that knows no phase of an event refuses to write it, again and again.
    [Fact]
    public void Every_event_that_a_journal_may_hold_belongs_to_a_phase() => Assert.All(
        Codecs.Market.Names.Concat(Codecs.Seller.Names).Concat(Codecs.Webhook.Names)
            .Concat(Codecs.Zone.Names).Concat(Codecs.ZoneSeller.Names)
            .Concat(Codecs.Directory.Names),
        name => Assert.True(Enum.IsDefined(Phases.OfEvent(name))));
}
