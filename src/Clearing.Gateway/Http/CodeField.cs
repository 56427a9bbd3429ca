namespace Clearing.Gateway;

/// <summary>A member that can cause a code.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Min">The member's minimum, if the code means that it is too low.</param>
/// <param name="Max">The member's maximum, if the code means that it is too high.</param>
internal sealed record CodeField(string Name, long? Min = null, long? Max = null)
{
    /// <summary>The limit that was broken; null if the member has none.</summary>
    public long? Limit => Min ?? Max;

    /// <summary>True if this value can be the cause, because it breaks the limit if any.</summary>
    public bool Explains(string value) =>
        Limit is null || (Int128.TryParse(value, out var number) && (number < Min || number > Max));

    public static implicit operator CodeField(string name) => new(name);
}
