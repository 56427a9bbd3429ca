using System.ComponentModel.DataAnnotations;

namespace Clearing.Formats;

/// <summary>
/// A member that is an id: 1 to 128 printable ASCII characters without spaces. The market refuses
/// anything else with a status that says so.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public class IdTextAttribute() : RegularExpressionAttribute("^[!-~]{1,128}$");
