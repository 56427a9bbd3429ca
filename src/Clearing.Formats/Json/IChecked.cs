namespace Clearing.Formats;

/// <summary>An object with rules that no single member can state.</summary>
public interface IChecked
{
    /// <summary>Checks these rules once the members are read, and refuses what is wrong.</summary>
    /// <param name="members">The members that it was read from.</param>
    void Check(JsonMembers members);
}
