namespace Clearing.Embedded;

/// <summary>A call: work for the grain, and one of the calls without an answer.</summary>
internal abstract class Call(Reference target, GrainMethod method) : Turn, IGrainCall
{
    private int _delivered;
    private bool _timedOut;
    private bool _isLate;

    /// <summary>What the call was made on.</summary>
    protected Reference On { get; } = target;

    internal Call? Older { get; set; }

    internal Call? Newer { get; set; }

    internal long SentAt { get; set; }

    internal int Stripe { get; set; }

    public GrainId Target => On.GrainId;

    public string Method => method.Name;

    public EmbeddedEngine Caller => On.Class.Engine;

    internal override bool Interleaves => method.Interleaves;

    internal override bool KeepsAlive => true;

    /// <summary>Puts the call in the mailbox; a second time, another like it.</summary>
    public void DeliverTo(EmbeddedEngine engine)
    {
        var call = Interlocked.Exchange(ref _delivered, 1) == 0 ? this : Again();
        call._isLate = Origin._timedOut;
        engine.Like(On.Class).Deliver(On.Key, call);
    }

    internal void DeliverDirectly() => On.Class.Deliver(On.Key, this);

    internal override void Bounce(Activation from, Exception? failure)
    {
        if (failure is not null)
        {
            AnswerBack(() => Fail(failure));
        }
        else if (!IsMoot)
        {
            from.Type.Deliver(On.Key, this);
        }
    }

    /// <summary>Fails the call, unless it is answered.</summary>
    internal abstract void Fail(Exception exception);

    internal void TimeOut(TimeSpan after)
    {
        _timedOut = true;
        Fail(new TimeoutException(
            $"No answer to {Method} from {On} in {after}; whether it took effect is unknown."));
    }

    /// <summary>True if it timed out while it waited. One that comes late is run.</summary>
    protected sealed override bool IsMoot => Origin._timedOut && !_isLate;

    /// <summary>The call that this is another delivery of, or this.</summary>
    protected abstract Call Origin { get; }

    protected abstract Call Again();

    protected void AnswerBack(Action deliver)
    {
        if (Caller.Seams.Path is { } path)
        {
            path.CarryBack(this, deliver);
        }
        else
        {
            deliver();
        }
    }
}

/// <summary>A call with its arguments and the promise of an answer.</summary>
internal sealed class Call<TArguments, TResult>(
    Reference target, GrainMethod<TArguments, TResult> method, TArguments arguments,
    Call<TArguments, TResult>? first) : Call(target, method)
    where TArguments : struct
{
    private readonly Promise<TResult> _promise =
        first?._promise ?? target.Class.Engine.Promise<TResult>();
    private CallTrace _trace = CallTrace.OfCaller();

    internal Task<TResult> Answer => _promise.Task;

    protected override Call Origin => first ?? this;

    internal override void Fail(Exception exception)
    {
        if (_promise.TryBreak(exception))
        {
            Caller.Pending.Remove(Origin);
        }
    }

    protected override Call Again() =>
        new Call<TArguments, TResult>(On, method, method.Copy(arguments), first ?? this);

    protected override Task Begin(Grain grain) => _trace.Run(
        Method, (method, grain, arguments),
        static call => call.method.Invoke(call.grain, call.arguments));

    protected override void End(Task task)
    {
        _trace.End(task);
        if (!task.IsCompletedSuccessfully)
        {
            var failure = task.Exception?.InnerException ?? new TaskCanceledException(task);
            AnswerBack(() => Fail(failure));
            return;
        }
        var result = task is Task<TResult> typed ? method.Copy(typed.Result) : default!;
        if (Caller.Seams.Path is null)
        {
            Succeed(result);
        }
        else
        {
            SucceedByPath(result);
        }
    }

    private void SucceedByPath(TResult result) => AnswerBack(() => Succeed(result));

    private void Succeed(TResult result)
    {
        if (_promise.TryKeep(result))
        {
            Caller.Pending.Remove(Origin);
        }
    }
}
