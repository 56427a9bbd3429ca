using System.Text;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The number of the round that the path names.</summary>
/// <param name="Number">The number, 1 or more; 0 if it could not be read.</param>
/// <param name="Problem">The problem of the path; null if it could be read.</param>
internal sealed record RoundInPath(int Number, Problem? Problem) : IRead
{
    public static implicit operator int(RoundInPath round) => round.Number;

    public static ValueTask<RoundInPath> BindAsync(HttpContext context)
    {
        var text = $"{context.Request.RouteValues["round"]}";
        var wrong = Integers.Read(Encoding.UTF8.GetBytes(text), signed: true, out var number);
        if (wrong is null && number is >= 1 and <= int.MaxValue)
        {
            return ValueTask.FromResult(new RoundInPath((int)number, null));
        }
        return ValueTask.FromResult(new RoundInPath(0, Problem.Of(
            Codes.FieldInvalid, "round", text, wrong is null && number < 1 ? 1 : int.MaxValue,
            $"must be a whole number from 1 to {int.MaxValue}")));
    }

    /// <summary>The number, as messages show it.</summary>
    public override string ToString() => $"{Number}";
}
