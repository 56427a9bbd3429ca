namespace Clearing.Adversaries.AtRest;

/// <summary>Puts an old copy of the whole database back.</summary>
public sealed class RestoreOld : Adversary
{
    /// <inheritdoc/>
    public override string Aim => "Who writes the database puts a state of yesterday back.";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> Try(bool defended)
    {
        await using var victim = await Victim.Live(isSealed: true);
        var yesterday = victim.Copy();
        await victim.GoOn("today");
        victim.Restore(yesterday);
        if (!defended) { File.Delete(victim.AnchorPath); }
        return await victim.LooksRight() ? ["yesterday is back, and nobody noticed"] : [];
    }
}
