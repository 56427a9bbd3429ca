namespace Clearing.Embedded;

/// <summary>Copies values of a type, so that caller and grain never hold the same object.</summary>
/// <typeparam name="T">The type of the variable; the value may be of a derived one.</typeparam>
internal static class Copier<T>
{
    private static readonly Func<T, T>? _copy = Choose();

    /// <summary>A copy, or the value itself if it never changes.</summary>
    internal static T Copy(T value) => _copy is null || value is null ? value : _copy(value);

    private static Func<T, T>? Choose()
    {
        if (WireTypes.IsShared(typeof(T)))
        {
            return null;
        }
        return typeof(T).IsSealed
            ? (Func<T, T>?)Copying.OfExactly(typeof(T))
            : static value => (T)Copying.CopyObject(value!);
    }
}
