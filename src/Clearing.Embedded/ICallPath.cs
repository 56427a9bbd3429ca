namespace Clearing.Embedded;

/// <summary>What happens to a call and to its answer on the way.</summary>
/// <remarks>
/// Without one, calls arrive at once and once. A path may run what it is given now, later, more
/// than once or never; a caller without an answer gets a <see cref="TimeoutException"/>.
/// </remarks>
public interface ICallPath
{
    /// <summary>Carries a call: run <see cref="IGrainCall.DeliverTo"/> when it arrives.</summary>
    void Carry(IGrainCall call);

    /// <summary>Carries an answer back: run <paramref name="deliver"/> when it arrives.</summary>
    /// <param name="call">The call.</param>
    /// <param name="deliver">Gives the caller its answer; only the first answer counts.</param>
    void CarryBack(IGrainCall call, Action deliver);
}
