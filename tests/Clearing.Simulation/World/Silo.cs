using Clearing.Grains;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Simulation;

/// <summary>One life of one process: its engine, its clock and its writers. It ends with a crash.</summary>
internal sealed class Silo : IOwner, ITurnQueue
{
    private readonly World _world;
    private readonly int[] _underWay = new int[Phases.Count];

    public Silo(string name, World world, Faults faults, Storage storage, ICallPath path, GrainLog log)
    {
        (Name, _world) = (name, world);
        Clock = new SiloClock(world, this);
        var options = new GroupCommitOptions
        {
            MaxEvents = faults.Plan.MaxEvents,
            Writers = faults.Plan.Writers,
        };
        var disk = new JournalDisk(world, this, faults, storage.Journal);
        var seams = new GrainEngineSeams(
            this, path, Clock,
            new StateDisk(world, this, faults, storage.States, storage.Journal),
            new ReminderDisk(world, this, faults, storage.Reminders));
        var keys = new KeyDisk(world, this, faults, storage.Keys);
        var ring = KeyRing.Open(keys, storage.Wrapper, storage.Secrets).GetAwaiter().GetResult();
        keys.IsSlow = true;
        var services = new SiloServices(
            new SealedJournal(new GroupCommitJournal(disk, options), ring), Clock, log,
            storage.Secrets,
            new ReceiverPath(world, this, faults, storage.Receivers));
        Engine = new GrainEngine(Options(faults.Plan), services, seams);
    }

    public string Name { get; }

    public bool IsAlive { get; private set; } = true;

    public SiloClock Clock { get; }

    public GrainEngine Engine { get; }

    /// <summary>The phases of the calls and writes under way.</summary>
    public IEnumerable<Phase> UnderWay =>
        Enum.GetValues<Phase>().Where(phase => _underWay[(int)phase] > 0);

    public void Schedule(Mailbox mailbox) => _world.Soon(this, mailbox.TakeTurn);

    public void Begin(params ReadOnlySpan<Phase> phases)
    {
        foreach (var phase in phases) { _underWay[(int)phase]++; }
    }

    public void End(params ReadOnlySpan<Phase> phases)
    {
        foreach (var phase in phases) { _underWay[(int)phase]--; }
    }

    /// <summary>Ends all its work; durable data remains.</summary>
    public void Die() => IsAlive = false;

    /// <summary>Starts reminders once their table has been read.</summary>
    public async Task Start()
    {
        while (IsAlive)
        {
            try
            {
                await Engine.StartAsync();
                return;
            }
            catch (StorageFaultException)
            {
                await _world.Delay(TimeSpan.FromSeconds(1));
            }
        }
    }

    public static GrainEngineOptions Options(FaultPlan plan) => new()
    {
        ResponseTimeout = TimeSpan.FromSeconds(plan.TimeoutSeconds),
        Reminds = plan.Reminds,
        CollectionAge = TimeSpan.FromSeconds(plan.IdleSeconds),
        CollectionQuantum = TimeSpan.FromSeconds(Math.Min(60, plan.IdleSeconds)),
        GrainClasses =
        [
            typeof(RoundGrain), typeof(SellerGrain), typeof(MarketDirectoryGrain), typeof(WebhookGrain),
            typeof(ZoneGrain), typeof(ZoneSellerGrain),
        ],
    };
}
