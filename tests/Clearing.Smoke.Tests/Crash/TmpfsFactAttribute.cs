namespace Clearing.Smoke.Tests.Crash;

/// <summary>A fact that is skipped where no small file system can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmpfsFactAttribute : FactAttribute
{
    public TmpfsFactAttribute() => Skip = SmallDisk.SkipReason;
}
