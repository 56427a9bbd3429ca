using System.Reflection;
using System.Text.Json;

namespace Clearing.Embedded;

/// <summary>How an engine runs grains. The defaults are those of Orleans.</summary>
public sealed class EmbeddedEngineOptions
{
    /// <summary>How long a caller waits; then the outcome is unknown. Default 30 s.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation lives without calls. Default 15 min.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for. Default 1 min.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often reminders of other engines are looked for. Default 5 min.</summary>
    public TimeSpan ReminderRefresh { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How grain state is written as JSON.</summary>
    public JsonSerializerOptions StateJson { get; set; } = new();

    /// <summary>
    /// The SQLite file that <c>AddEmbeddedEngine</c> keeps state and reminders in; null, the
    /// default: memory.
    /// </summary>
    public string? DatabasePath { get; set; }

    /// <summary>The grain classes.</summary>
    public IList<Type> GrainClasses { get; } = [];

    /// <summary>Adds all grain classes of an assembly.</summary>
    public EmbeddedEngineOptions AddGrains(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
        {
            if (type.IsSubclassOf(typeof(Grain)) && !type.IsAbstract)
            {
                GrainClasses.Add(type);
            }
        }
        return this;
    }
}
