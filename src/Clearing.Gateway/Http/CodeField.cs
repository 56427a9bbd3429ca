namespace Clearing.Gateway;

/// <summary>A member that a code can be about.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Min">Its lowest value, if the code says that it is too low.</param>
/// <param name="Max">Its highest value, if the code says that it is too high.</param>
internal sealed record CodeField(string Name, long? Min = null, long? Max = null)
{
    /// <summary>The limit that the code says was broken; null if the member has none.</summary>
    public long? Limit => Min ?? Max;

    /// <summary>True if this value may be why: it breaks the limit, or there is none.</summary>
    public bool Explains(string value) =>
        Limit is null || (Int128.TryParse(value, out var number) && (number < Min || number > Max));

    public static implicit operator CodeField(string name) => new(name);
}
