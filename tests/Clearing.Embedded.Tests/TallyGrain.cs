namespace Clearing.Embedded.Tests;

public interface ITallyGrain : IGrainWithStringKey
{
    Task<int> Up();
}

[GenerateSerializer]
public sealed class Tally
{
    [Id(0)] public int Value { get; set; }
}

public sealed class TallyGrain([PersistentState("tally")] IPersistentState<Tally> stored)
    : Grain, ITallyGrain
{
    public async Task<int> Up()
    {
        stored.State.Value++;
        await stored.WriteStateAsync();
        return stored.State.Value;
    }
}
