using System.Reflection;

namespace Clearing.Simulation;

/// <summary>Whose turn it is, as the constructor of <see cref="Grain"/> asks for it.</summary>
/// <remarks>The one thing of Orleans that is used here and is not public.</remarks>
internal static class GrainTurnContext
{
    private static readonly Enter _enter = typeof(Grain).Assembly
        .GetType("Orleans.Runtime.RuntimeContext", throwOnError: true)!
        .GetMethod("SetExecutionContext", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
        .CreateDelegate<Enter>();

    private delegate void Enter(IGrainContext? context, out IGrainContext? before);

    public static IGrainContext? Set(IGrainContext? context)
    {
        _enter(context, out var before);
        return before;
    }
}
