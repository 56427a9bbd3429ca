using System.Collections.Immutable;

namespace Clearing.Grains.Webhooks;

/// <summary>One webhook: where its events go, how far it has come, and what failed.</summary>
/// <param name="id">Its id.</param>
/// <param name="serial">Distinguishes it from an earlier webhook with the same id.</param>
/// <param name="url">Where its events go.</param>
/// <param name="secret">The secret that signs them.</param>
/// <param name="after">The number of the last event that it is not sent.</param>
/// <param name="allFacts">
/// True if it is sent all facts of a market; false for its rounds alone.
/// </param>
internal sealed class Webhook(
    string id, int serial, string url, string secret, long after, bool allFacts)
{
    public const int MaxDead = 1_000;
    private const int MaxSecrets = 5;

    private readonly List<(string Text, DateTimeOffset? Until)> _secrets = [(secret, null)];

    public string Id => id;

    public int Serial => serial;

    public bool AllFacts => allFacts;

    public string Url { get; private set; } = url;

    public WebhookStage Stage { get; set; }

    public long Cursor { get; private set; } = after;

    public SortedDictionary<long, Retry> Outstanding { get; } = [];

    public SortedDictionary<long, DeadLetter> Dead { get; } = [];

    public long Dropped { get; private set; }

    public int FailuresInARow { get; private set; }

    public string? LastFailure { get; private set; }

    public WebhookTarget TargetAt(DateTimeOffset now) => new(
        Serial, Url,
        [.. _secrets.Where(kept => kept.Until is not { } end || end > now).Select(kept => kept.Text)]);

    public void Move(string to)
    {
        Url = to;
        TryAtOnce();
    }

    public void Rotate(string next, DateTimeOffset oldUntil)
    {
        _secrets[0] = (_secrets[0].Text, oldUntil);
        _secrets.Insert(0, (next, null));
        if (_secrets.Count > MaxSecrets) { _secrets.RemoveAt(MaxSecrets); }
    }

    /// <summary>Makes everything that failed due.</summary>
    public void TryAtOnce()
    {
        foreach (var (number, retry) in Outstanding.ToArray())
        {
            Outstanding[number] = retry with { NextAt = DateTimeOffset.MinValue };
        }
    }

    public void Note(ImmutableArray<DeliveryTry> tries)
    {
        FailuresInARow = FailuresAfter(tries);
        foreach (var tried in tries)
        {
            Cursor = Math.Max(Cursor, tried.Number);
            Outstanding.Remove(tried.Number);
            if (tried.Failure is not { } failure) { continue; }
            LastFailure = failure;
            if (tried.NextAt is { } next)
            {
                Outstanding.Add(tried.Number, new Retry(tried.Try, next));
                continue;
            }
            Dead.Add(tried.Number, new DeadLetter(tried.Number, tried.Try, failure));
            if (Dead.Count > MaxDead)
            {
                Dead.Remove(Dead.Keys.First());
                Dropped++;
            }
        }
    }

    public int FailuresAfter(ImmutableArray<DeliveryTry> tries)
    {
        var failed = tries.Count(tried => tried.Failure is not null);
        return failed < tries.Length ? failed : FailuresInARow + failed;
    }

    public void Redeliver(ImmutableArray<long> numbers)
    {
        foreach (var number in numbers)
        {
            if (!Dead.Remove(number)) { throw new KeyNotFoundException($"{number} is not dead."); }
            Outstanding.Add(number, new Retry(0, DateTimeOffset.MinValue));
        }
    }

    public WebhookView View() => new(
        Id, Url, Stage, Cursor, Outstanding.Count,
        Stage == WebhookStage.On && Outstanding.Count > 0
            ? Outstanding.Values.Min(retry => retry.NextAt)
            : null,
        Dead.Count, Dropped, FailuresInARow, LastFailure);
}

/// <summary>An event that failed.</summary>
/// <param name="Tries">How often it was tried.</param>
/// <param name="NextAt">When it is due again.</param>
internal readonly record struct Retry(int Tries, DateTimeOffset NextAt);
