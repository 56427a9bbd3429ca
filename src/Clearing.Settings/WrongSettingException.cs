namespace Clearing.Settings;

/// <summary>A setting is wrong; the message names it, its value and what is allowed.</summary>
public sealed class WrongSettingException : ArgumentException
{
    /// <summary>A wrong setting without a message.</summary>
    public WrongSettingException()
    {
    }

    /// <summary>A wrong setting.</summary>
    /// <param name="message">Names the setting, its value and what is allowed.</param>
    public WrongSettingException(string message)
        : base(message)
    {
    }

    /// <summary>A wrong setting with its cause.</summary>
    /// <param name="message">Names the setting, its value and what is allowed.</param>
    /// <param name="innerException">What went wrong.</param>
    public WrongSettingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
