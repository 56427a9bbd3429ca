using System.Text;
using Clearing.Allocation.Zones;
using Clearing.Fuzz;
using Clearing.Grains.Events;
using Clearing.Market;
using Clearing.Market.Erasing;

namespace Clearing.Smoke.Tests.Fuzz;

/// <summary>Whatever happened in a market or a zone, an erased seller is not named in it.</summary>
public sealed class ErasedStoryTests
{
    [Theory]
    [InlineData("one", "b1", "b2", "a1", "a2", "x1", "x2")]
    [InlineData("two", "b3", "b4")]
    [InlineData("capped", "big")]
    public void No_event_of_a_market_names_an_erased_seller_or_its_ids(
        string seller, params string[] ids)
    {
        foreach (var key in new[] { Story.MarketKey, Story.ContestedKey })
        {
            var (stream, erasure) = (
                Streams.OfMarket(key), new SellerErasure(key, seller, "erased-1"));
            var again = new CapacityMarket(key);
            foreach (var stored in new Story().Events[stream])
            {
                var renamed = erasure.Next(Codecs.Market.Decode(stream, stored));
                var text = Encoding.UTF8.GetString(Codecs.Market.Encode(renamed).Payload.Span);
                Assert.DoesNotContain($"\"{seller}\"", text, StringComparison.Ordinal);
                foreach (var id in key == Story.MarketKey ? ids : [])
                {
                    Assert.DoesNotContain($"\"{id}\"", text, StringComparison.Ordinal);
                    Assert.DoesNotContain($"\"{id}@", text, StringComparison.Ordinal);
                }
                // It is still a market, in which the same happens to someone of another name.
                again.Apply(renamed);
            }
            Assert.Equal(
                erasure.Market.Report() with { Config = null, Calendar = default },
                again.Report() with { Config = null, Calendar = default });
            Assert.Equal(
                erasure.Market.Rounds().Select(round => (round.Granted, round.RoundFee)),
                again.Rounds().Select(round => (round.Granted, round.RoundFee)));
        }
    }

    [Theory]
    [InlineData("one")]
    [InlineData("absent")]
    public void No_event_of_a_zone_names_an_erased_seller(string seller)
    {
        var (stream, erasure, zone) = (
            Streams.OfZone(Story.ZoneName), new ZoneErasure(seller, "erased-1"), new Zone());
        foreach (var stored in new Story().Events[stream])
        {
            var renamed = erasure.Rename(Codecs.Zone.Decode(stream, stored));
            zone.Apply(renamed);
            Assert.DoesNotMatch(
                $"\"{seller}\"(?!:)",
                Encoding.UTF8.GetString(Codecs.Zone.Encode(renamed).Payload.Span));
        }
        Assert.DoesNotContain(seller, zone.Sellers);
    }
}
