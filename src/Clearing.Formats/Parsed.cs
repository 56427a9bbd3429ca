using System.Diagnostics.CodeAnalysis;

namespace Clearing.Formats;

/// <summary>The whole content of a file, or all of its errors.</summary>
/// <typeparam name="T">The type of the content.</typeparam>
public sealed class Parsed<T>
    where T : class
{
    internal Parsed(T value, FormatErrors errors)
    {
        Value = errors.Count == 0 ? value : null;
        Errors = errors;
    }

    /// <summary>The content; null if the file has an error.</summary>
    public T? Value { get; }

    /// <summary>The file's errors; none if there is a value.</summary>
    public FormatErrors Errors { get; }

    /// <summary>True if the file has no error.</summary>
    /// <param name="value">The content.</param>
    public bool IsValid([NotNullWhen(true)] out T? value)
    {
        value = Value;
        return value is not null;
    }
}
