namespace Clearing.Simulation;

public static partial class Mutants
{
    private const string Hooks = "src/Clearing.Grains/WebhookGrain.cs";
    private const string Lane = "src/Clearing.Grains/WebhookLane.cs";
    private const string Hook = "src/Clearing.Grains/Webhooks/Webhook.cs";

    /// <summary>Bugs in sending events to receivers.</summary>
    private static IReadOnlyList<Mutant> OfWebhooks =>
    [
        Webhooks("event-sent-before-it-is-durable", new Edit("src/Clearing.Grains/RoundGrain.Views.cs",
            "Answer(State.Facts(after, most));", "Task.FromResult(State.Facts(after, most));")),
        Webhooks("failed-event-never-tried-again", new Edit(Hook,
            "Outstanding.Add(tried.Number, new Retry(tried.Try, next));", "_ = next;")),
        Webhooks("each-try-has-an-id-of-its-own", new Edit(Lane,
            "book().MessageId(happened.Number,", "book().MessageId(happened.Number + happened.Try - 1,")),
        Webhooks("webhook-not-resumed-after-a-crash", new Edit(Hooks,
            "await Duty.Promise();\n        return await Decide(State.Put", "return await Decide(State.Put")),
        Webhooks("wake-up-of-a-webhook-ended-while-it-is-on", new Edit(Hooks,
            "Duty.EndIf(!State.AnyOn && IsDurable)", "Duty.EndIf(IsDurable)")),
    ];

    private static Mutant Webhooks(string name, params Edit[] edits) =>
        new(name, edits) { Run = typeof(WebhookRun) };
}
