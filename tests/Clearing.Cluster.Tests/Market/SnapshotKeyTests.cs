using Clearing.Grains;
using Clearing.Hosting;
using Orleans.Storage;

namespace Clearing.Cluster.Tests.Market;

/// <summary>Seller ids are text, even if they look like numbers.</summary>
public sealed class SnapshotKeyTests
{
    [Fact]
    public async Task Sellers_that_are_alike_as_numbers_keep_snapshots_of_their_own()
    {
        var rows = new KeyedAsAdoNet();
        var storage = new TextKeyStorage(rows);
        string[] sellers = ["7", "07", "b7", "B7", "7+x", "07+x", .. Guids(), "ü"];
        foreach (var seller in sellers)
        {
            await storage.WriteStateAsync("seller", Id(seller), StateOf(seller));
        }
        Assert.Equal(sellers.Length, rows.Stored.Count);
        foreach (var seller in sellers)
        {
            var read = StateOf("");
            await storage.ReadStateAsync("seller", Id(seller), read);
            Assert.Equal(seller, read.State!.Account);
        }
    }

    private static IEnumerable<string> Guids()
    {
        var digits = new string('a', 32);
        return [digits, digits.ToUpperInvariant(), digits + "+x", digits.ToUpperInvariant() + "+x"];
    }

    private static GrainId Id(string seller) => GrainId.Create("seller", seller);

    private static GrainState<StoredSnapshot> StateOf(string seller) =>
        new(new StoredSnapshot { Version = 1, Account = seller });

    /// <summary>Interprets keys like the ADO.NET storage does.</summary>
    private sealed class KeyedAsAdoNet : IGrainStorage
    {
        public Dictionary<object, object?> Stored { get; } = [];

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            grainState.State = (T)Stored[KeyOf(grainId)]!;
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Stored[KeyOf(grainId)] = grainState.State;
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Stored.Remove(KeyOf(grainId));
            return Task.CompletedTask;
        }

        private static object KeyOf(GrainId id) =>
            id.TryGetGuidKey(out var guid, out var suffix) ? (guid, suffix)
            : id.TryGetIntegerKey(out var number, out suffix) ? (number, suffix)
            : id.Key.ToString()!;
    }
}
