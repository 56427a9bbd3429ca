using Clearing.Sealing;

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

    /// <summary>The journal, read with its keys.</summary>
    public OpenedJournal Opened() => new(Journal, Keys, Wrapper, Secrets);
}
