namespace Clearing.Simulation;

/// <summary>The bugs that the simulation must find.</summary>
public static partial class Mutants
{
    private const string Grain = "src/Clearing.Grains/EventSourcedGrain.cs";
    private const string Appends = "src/Clearing.Grains/EventSourcedGrain.Appends.cs";
    private const string Round = "src/Clearing.Grains/RoundGrain.cs";
    private const string SellerBids = "src/Clearing.Grains/SellerGrain.Bids.cs";
    private const string Gathering = "src/Clearing.Grains/BidGathering.cs";
    private const string NoticeSender = "src/Clearing.Grains/NoticeSender.cs";
    private const string Parts = "src/Clearing.Grains/MarketSnapshots.cs";
    private const string Batch = "src/Clearing.Journal/CommitBatch.cs";
    private const string Pending = "src/Clearing.Journal/PendingAppend.cs";
    private const string Disk = "tests/Clearing.Simulation/World/JournalDisk.cs";
    private const string Durable = "tests/Clearing.Simulation/World/DurableJournal.cs";

    public static IReadOnlyList<Mutant> All =>
        [.. Protocol, .. Rules, .. OfDays, .. OfCalm, .. OfMonths, .. OfWebhooks];

    /// <summary>Bugs in writing and answering facts and in notifying sellers.</summary>
    private static IReadOnlyList<Mutant> Protocol =>
    [
        new("answer-before-durable", new Edit(Grain,
            "return _tail = Gather(events, FactsApplied(events));",
            "_tail = Gather(events, FactsApplied(events)); return Task.CompletedTask;")),
        new("failed-write-taken-as-success", new Edit(Appends,
            "next.Fail(Poisoned(cause));\n            return;", "_ = cause;")),
        new("memory-kept-after-a-failed-write", new Edit(Appends,
            "_failure ??= cause;\n        this.DeactivateOnIdle();", "")),
        new("append-on-top-of-a-lost-one", new Edit(Appends,
            "Log.Append(encoded, _written)", "Log.Append(encoded, Task.CompletedTask)")),
        new("what-waits-on-a-lost-write-told-as-written", new Edit(Appends,
            "foreach (var next in lost ?? []) { next.Fail(Unknown(cause)); }",
            "foreach (var next in lost ?? []) { next.Succeed(); }")),
        new("what-waits-on-a-lost-write-written", new Edit(Appends,
            "foreach (var next in lost ?? []) { next.Fail(Unknown(cause)); }",
            "_written = Task.CompletedTask; foreach (var next in lost ?? []) { _ = Append(next); }")),
        new("what-waits-not-handed-over", new Edit(Appends,
            "AppendWaiting();\n        next.Succeed();", "next.Succeed();")),
        new("what-waits-told-with-the-append-before-it", new Edit(Appends,
            "AppendWaiting();\n        next.Succeed();",
            "_open?.Succeed(); AppendWaiting();\n        next.Succeed();"),
            new Edit("src/Clearing.Grains/NextAppend.cs", "_done.SetResult();", "_done.TrySetResult();"),
            new Edit("src/Clearing.Grains/NextAppend.cs",
                "_done.SetException(unknown);", "_done.TrySetException(unknown);")),
        new("second-activation-answers-from-old-memory", new Edit(Grain,
            "if (await Log.WasOvertaken())", "if (Version < 0)")),
        new("unknown-outcome-told-as-refusal", new Edit(SellerBids,
            "Round(market), market, new SellerBids(bids, limit));",
            """
            Round(market), market, new SellerBids(bids, limit))
                .ContinueWith(placed => placed.IsCompletedSuccessfully
                    ? placed.Result
                    : [.. bids.Select(bid => new BidReceipt(bid.Id, BidStatus.AboveSellerCap, 0))],
                    TaskScheduler.FromCurrentSynchronizationContext());
            """)),
        new("gathered-bids-get-the-receipts-of-others", new Edit(Gathering,
            "Answer.SetResult(receipts[i]);", "Answer.SetResult(receipts[^(i + 1)]);")),
        new("a-failed-call-of-gathered-bids-told-as-refused", new Edit(Gathering,
            "waiting.Answer.TrySetException(unknown)",
            """
            waiting.Answer.TrySetResult([.. waiting.Bids.Bids.Select(
                bid => new BidReceipt(bid.Id, BidStatus.AboveSellerCap, 0))])
            """)),
        new("conflict-taken-as-written", new Edit(Batch, "link.Conflict();", "link.Written();")),
        new("journal-tells-a-failed-batch-as-written", new Edit(Batch,
            "append.Fail(cause);", "append.Written();")),
        new("journal-writes-orphans", new Edit(Pending,
            "public bool IsOrphan => after is", "public bool IsOrphan => Bytes < 0 && after is")),
        new("links-not-checked-on-reading", new Edit("src/Clearing.Journal/Sealed/StoredLink.cs",
            "return stored.Link.IsEmpty || stored.Link.Span.SequenceEqual(link.Span)",
            "return stored.Link.Length <= ChainLink.Bytes")),
        new("no-fence", new Edit(Durable,
            "if (version != append.ExpectedVersion) { return AppendStatus.Conflict; }", "")),
        new("torn-tail-read-as-truth",
            new Edit(Disk,
                "if (!owner.IsAlive && !survives) { return; }",
                "if (!owner.IsAlive && !survives) { journal.Tear(write.Batch); return; }"),
            new Edit(Durable,
                "private AppendStatus Write(",
                """
                public void Tear(IReadOnlyList<StreamAppend> batch)
                {
                    if (!_streams.TryGetValue(batch[0].Stream, out var torn)) { return; }
                    var first = batch[0].Events[0];
                    torn.Add(new StoredEvent(
                        torn.Count + 1, first.Type, first.Payload[..(first.Payload.Length / 2)], default));
                }

                private AppendStatus Write(
                """)),
        new("market-part-behind-the-wrong-event", new Edit(Parts,
            "log.StartBehind(last);", "log.StartBehind(last with { Version = last.Version + 1 });")),
        new("told-before-durable", new Edit(NoticeSender, "await commit([]);", ""))
        {
            FirstSeed = 2_001,
        },
        new("told-without-an-answer", new Edit(NoticeSender,
            "notices.Where((_, i) => told[i].IsCompletedSuccessfully).ToArray();", "notices;")),
        new("told-never-recorded", new Edit(NoticeSender,
            "await commit(market().Told(accepted));", "")),
        new("telling-not-resumed-after-a-crash", new Edit(Round,
            "await base.OnActivateAsync(cancellationToken);\n        Arm();",
            "await base.OnActivateAsync(cancellationToken);"),
            new Edit(Round, "await DoWhatIsDue();\n        Arm();", "await DoWhatIsDue();")),
        new("one-refusal-forgets-the-membership", new Edit(SellerBids,
            "receipts.Any(receipt => receipt.Status", "receipts.All(receipt => receipt.Status"),
            new Edit(Round,
                "decided.Answer.Any(receipt => receipt", "decided.Answer.All(receipt => receipt")),
        new("membership-only-after-the-bid", new Edit(SellerBids,
            "if (!State.Join(market).IsEmpty)\n", "if (State.Join(market).Length > 1)\n")),
        new("no-reminder", new Edit(Round,
            "await Duty.Promise();\n        var (status, repeated)",
            "var (status, repeated)")),
        new("reminder-trusts-old-memory", new Edit(Round,
            "await Confirm();\n        await DoWhatIsDue();", "await DoWhatIsDue();")),
        new("blocked-round-spins", new Edit(Round,
            "if (await DoWhatIsDue()) { Arm(); }", "await DoWhatIsDue(); Arm();")),
        new("directory-entered-by-the-opener-only", new Edit(Round,
            "if (State.Stage != MarketStage.Unknown) { await Enter(); }", "")),
        new("failed-telling-leaves-its-sellers-out", new Edit(NoticeSender,
            "_busy.Clear();", "")),
        new("reminders-wait-by-the-clock", new Edit("tests/Clearing.Simulation.Runtime/ReminderService.cs",
            "private TimeSpan Elapsed => _time.GetElapsedTime(_start);",
            "private TimeSpan Elapsed => _time.GetUtcNow() - DateTimeOffset.UnixEpoch;")),
        new("closing-by-the-clock", new Edit(Round,
            "Decide(Placed(State.Place(bids,",
            """
            State.Stage == MarketStage.Open && State.Calendar is [var due, ..]
                && due.ClosesAt <= Clock.GetUtcNow()
                ? Task.FromResult<ImmutableArray<BidReceipt>>(
                    [.. bids.Select(bid => new BidReceipt(bid.Id, BidStatus.MarketSettled, 0))])
                : Decide(Placed(State.Place(bids,
            """)),
    ];
}
