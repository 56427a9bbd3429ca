using System.Collections.Concurrent;
using System.Reflection;

namespace Clearing.Formats;

/// <summary>
/// Reads a JSON object into a type whose properties declare its members: their names, kinds,
/// ranges and shapes, and whether they are optional.
/// </summary>
/// <remarks>
/// The same attributes also describe the type elsewhere, for instance in OpenAPI. Errors are in
/// the order of the properties, and unknown members come last.
/// </remarks>
public static class DeclaredObject
{
    private static readonly ConcurrentDictionary<Type, DeclaredMember[]> Members = new();

    /// <summary>Reads an object.</summary>
    /// <typeparam name="T">A type with a constructor without parameters.</typeparam>
    /// <param name="place">The object.</param>
    /// <param name="errors">
    /// Receives the errors; the result counts only if there are none.
    /// </param>
    /// <param name="given">
    /// The command's id from outside the object; null if it cannot come from there.
    /// </param>
    /// <param name="nullIsLeftOut">
    /// True if null means that a member is left out, so that an answer with nulls can be sent back.
    /// </param>
    public static T Read<T>(
        JsonPlace place, FormatErrors errors, GivenId? given = null, bool nullIsLeftOut = false)
        where T : class
    {
        var members = new JsonMembers(place, errors) { NullIsLeftOut = nullIsLeftOut };
        var made = Activator.CreateInstance<T>();
        foreach (var declared in Of(typeof(T))) { declared.Read(members, made, given); }
        if (made is IChecked whole) { whole.Check(members); }
        members.RefuseOthers();
        return made;
    }

    /// <summary>The name of the member that is the command's id; null if there is none.</summary>
    /// <typeparam name="T">A type whose properties declare members.</typeparam>
    public static string? CommandIdOf<T>() =>
        Array.Find(Of(typeof(T)), member => member.IsCommandId)?.Name;

    private static DeclaredMember[] Of(Type type) => Members.GetOrAdd(type, static known =>
        [.. known.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .Select(property => new DeclaredMember(property))]);
}
