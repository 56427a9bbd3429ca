namespace Clearing.Grains;

/// <summary>A grain that stops what it does outside calls when its activation begins to end.</summary>
internal interface IEndingGrain
{
    /// <summary>Called once, on any thread, before Orleans waits for what runs in the activation.</summary>
    void End();
}
