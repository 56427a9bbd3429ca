// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
namespace Orleans.Runtime;

/// <summary>The identity of a grain: its type and its key.</summary>
/// <param name="Type">The grain's type.</param>
/// <param name="Key">The grain's key in that type.</param>
public readonly record struct GrainId(GrainType Type, IdSpan Key)
{
    /// <summary>Makes an identity.</summary>
    public static GrainId Create(string type, string key) =>
        new(GrainType.Create(type), IdSpan.Create(key));

    /// <summary><c>type/key</c>.</summary>
    public override string ToString() => $"{Type}/{Key}";
}

/// <summary>The type of a grain, by a name that is stored with its state.</summary>
public readonly record struct GrainType
{
    private readonly string _value;

    private GrainType(string value) => _value = value;

    /// <summary>Makes a type.</summary>
    public static GrainType Create(string value) => new(value);

    /// <summary>The name.</summary>
    public override string ToString() => _value;
}

/// <summary>The key of a grain.</summary>
public readonly record struct IdSpan
{
    private readonly string _value;

    private IdSpan(string value) => _value = value;

    /// <summary>Makes a key.</summary>
    public static IdSpan Create(string id) => new(id);

    /// <summary>The key as it was given.</summary>
    public override string ToString() => _value;
}
