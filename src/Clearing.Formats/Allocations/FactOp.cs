using Clearing.Allocation.Facts;

namespace Clearing.Formats.Allocations;

/// <summary>A step of a case: a report, a return, or neither for a settlement.</summary>
/// <param name="Report">The report.</param>
/// <param name="Return">The return.</param>
internal readonly record struct FactOp(DayReport? Report, SalesReturn? Return)
{
    internal bool Settles => Report is null && Return is null;

    internal Decision<FactStatus, FactEvent> DecideOn(FactBook book, FactWindow window) =>
        Report is not null ? book.Decide(Report, window) : book.Decide(Return!, window);

    internal static FactOp Read(JsonMembers input, JsonPlace place, bool maySettle)
    {
        var op = input.At(place);
        var read = op.Text("op") switch
        {
            "report" => new FactOp(FactReader.Report(op), null),
            "return" => new FactOp(null, FactReader.Return(op)),
            "settle" when maySettle => default,
            _ => Unknown(op, place, maySettle),
        };
        op.RefuseOthers();
        return read;
    }

    private static FactOp Unknown(JsonMembers op, JsonPlace place, bool maySettle)
    {
        if (place.Find("op") is { } named)
        {
            op.Refuse(named, $"must be report{(maySettle ? ", return or settle" : " or return")}");
        }
        return default;
    }
}
