namespace Clearing.Lab.Models;

/// <summary>A model's parameters are wrong; the message says which, and the limit.</summary>
/// <param name="message">Names the parameter, its value and the limit.</param>
public sealed class ModelException(string message) : Exception(message);
