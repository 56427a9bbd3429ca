using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Market;
using Clearing.Sealing;
using Clearing.Simulation.Runtime;

namespace Clearing.Simulation;

/// <summary>Everything that outlives a crash.</summary>
internal sealed class Storage
{
    public Storage(long seed)
    {
        Secrets = new SeededSecrets(seed);
        var key = new byte[DataKey.SecretBytes];
        Secrets.Fill(key);
        Wrapper = new WrappingKeys([("simulated", key)], Secrets);
    }

    public DurableJournal Journal { get; } = new();

    public MemoryKeyTable Keys { get; } = new();

    /// <summary>The wrapping keys in every process's key file.</summary>
    public WrappingKeys Wrapper { get; }

    public SeededSecrets Secrets { get; }

    public GrainStates States { get; } = new();

    public Reminders Reminders { get; } = new();

    public Receivers Receivers { get; } = new();

    /// <summary>Opens a market as it was done before there were keys.</summary>
    /// <param name="market">The market.</param>
    /// <param name="config">Its rules.</param>
    /// <param name="at">When its grain is woken next.</param>
    public void OpenInPlain(string market, MarketConfig config, DateTimeOffset at)
    {
        Reminders.Write(new("round", market, "duty", at, RoundGrain.DutyPeriod));
        Journal.WritePlain(
            Streams.OfMarket(market),
            new CapacityMarket(market).Open(config).Events.Select(Codecs.Market.Encode));
        Journal.WritePlain(
            Streams.Directory, [Codecs.Directory.Encode(new MarketEntered(market))]);
    }

    /// <summary>The journal, read with its keys.</summary>
    public OpenedJournal Opened() => new(Journal, Keys, Wrapper, Secrets);
}
