namespace Clearing.Formats;

/// <summary>An object with rules across its members.</summary>
public interface IChecked
{
    /// <summary>Checks these rules after the members are read, and adds errors.</summary>
    /// <param name="members">The members that it was read from.</param>
    void Check(JsonMembers members);
}
