using RentABot.Allocator.Queue;
using RentABot.Persistence.Queue;
using RentABot.Rules;

namespace RentABot.Allocator.Tests.Queue.Model;

/// <summary>
/// A lab in memory, in which the real planner serves the real book of the queue after every step, and every plan is held
/// against the rules of the queue by what the lab itself knows.
/// </summary>
internal sealed class Lab
{
    private const int AgingStep = 600;
    private const int Ttl = 50;
    private const int MaxWait = 200;
    private const int ClaimWindow = 20;
    private static readonly string[] TagNames = ["a", "b", "c"];
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly SortedDictionary<long, Bot> _bots = [];
    private readonly SortedDictionary<int, Asking> _askings = [];
    private readonly QueueBook _book = new();
    private readonly List<string> _grants = [];
    private Dictionary<long, Guid> _gathered = [];
    private long _lastBot;
    private int _lastAsking;
    private int _now;

    /// <summary>Every grant that was made, in order.</summary>
    public IReadOnlyList<string> Grants => _grants;

    public static string Show(int tags) => string.Concat(TagsOf(tags).DefaultIfEmpty("any"));

    public void Play(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            Do(step);
            Serve();
        }
    }

    /// <summary>
    /// Nobody comes any more, everything is in service, claims are made at once and locks end: each round the best-ranked
    /// whom the lab can serve at all is served, so after as many rounds as there are waiters only others wait.
    /// </summary>
    public void Drain()
    {
        foreach (var bot in _bots.Values.ToList()) Change(bot with { Out = false });
        Serve();
        for (var rounds = Pending.Count; rounds > 0; rounds--)
        {
            foreach (var asking in Fulfilled) Claim(asking);
            foreach (var bot in _bots.Values.Where(b => b.LockedUntil is not null).ToList()) Change(bot with { LockedUntil = null });
            Serve();
        }

        Require(Pending.All(a => !Gathers(a)), "everybody whom the lab can serve is served in the end");
    }

    private List<Asking> Pending => [.. _askings.Values.Where(a => a.Has is null)];

    private List<Asking> Fulfilled => [.. _askings.Values.Where(a => a.Has is not null)];

    private void Do(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Arrive:
                Arrive(step);
                break;
            case StepKind.Release when Pick(_bots.Values.Where(b => b.LockedUntil is not null), step.Which) is { } bot:
                Change(bot with { LockedUntil = null });
                break;
            case StepKind.Claim when Pick(Fulfilled, step.Which) is { } asking:
                Claim(asking);
                break;
            case StepKind.Cancel when Pick(_askings.Values, step.Which) is { } asking:
                Leave(asking);
                break;
            case StepKind.Wait:
                Wait(1 + (step.Which % 4 * 30));
                break;
            case StepKind.TakeOut when Pick(_bots.Values, step.Which) is { } bot:
                TakeAway(bot.Id);
                Change(bot with { Out = true });
                break;
            case StepKind.BringBack when Pick(_bots.Values.Where(b => b.Out), step.Which) is { } bot:
                Change(bot with { Out = false });
                break;
            case StepKind.Register when _bots.Count < 10:
                Change(new Bot(++_lastBot, step.Tags, Out: false, LockedUntil: null, LastUsed: null));
                break;
            case StepKind.Retag when Pick(_bots.Values, step.Which) is { } bot:
                Change(bot with { Tags = step.Tags });
                break;
            case StepKind.Remove when Pick(_bots.Values, step.Which) is { } bot:
                TakeAway(bot.Id);
                _bots.Remove(bot.Id);
                _gathered.Remove(bot.Id);
                _book.RemoveResource(bot.Id);
                break;
            case StepKind.LockDirectly when Pick(_bots.Values.Where(b => IsFree(b) && !_gathered.ContainsKey(b.Id) && Suits(step.Tags, b)), 0) is { } bot:
                Change(bot with { LockedUntil = _now + Ttl, LastUsed = _now });
                break;
        }
    }

    private void Arrive(Step step)
    {
        var asking = new Asking(++_lastAsking, step.Tags, step.Quantity, _now + (step.Priority * AgingStep), _now + MaxWait, null, 0);
        _askings[asking.Number] = asking;
        Enqueue(_book, asking);
    }

    private void Claim(Asking asking)
    {
        foreach (var id in asking.Has!) Change(_bots[id] with { LockedUntil = _now + Ttl, LastUsed = _now });
        _askings.Remove(asking.Number);
    }

    private void Leave(Asking asking)
    {
        _askings.Remove(asking.Number);
        _book.Dequeue(asking.Id);
    }

    /// <summary>What is set aside for one that has not claimed is taken away: it waits again at its old rank.</summary>
    private void TakeAway(long botId)
    {
        if (Fulfilled.Find(a => a.Has!.Contains(botId)) is not { } asking) return;
        _askings[asking.Number] = asking with { Has = null };
        Enqueue(_book, asking);
    }

    private void Wait(int seconds)
    {
        _now += seconds;
        foreach (var bot in _bots.Values.Where(b => b.LockedUntil <= _now).ToList()) Change(bot with { LockedUntil = null });
        foreach (var asking in Pending.Where(a => a.WaitsUntil <= _now)) Leave(asking);
        foreach (var asking in Fulfilled.Where(a => a.ClaimUntil <= _now)) Leave(asking);
    }

    private void Change(Bot bot)
    {
        _bots[bot.Id] = bot;
        Put(_book, bot);
    }

    private void Serve()
    {
        _book.SetHolds(Holds());
        var plan = QueuePlanner.Plan(_book.ToState());
        Require(Show(plan) == Show(QueuePlanner.Plan(FreshBook().ToState())), "a book that was kept plans as one that is new");
        Judge(plan);
        foreach (var grant in plan.Grants)
        {
            var asking = ById(grant.ReservationId);
            _askings[asking.Number] = asking with { Has = grant.ResourceIds, ClaimUntil = _now + ClaimWindow };
            _book.Dequeue(asking.Id);
            _grants.Add($"{asking.Number}={string.Join('+', grant.ResourceIds)}");
        }

        _gathered = plan.Holds.SelectMany(hold => hold.ResourceIds, (hold, id) => (id, hold.ReservationId))
            .ToDictionary(held => held.id, held => held.ReservationId);
    }

    private void Judge(Plan plan)
    {
        var given = plan.Grants.Concat(plan.Holds).SelectMany(a => a.ResourceIds, (a, id) => (Bot: _bots[id], To: ById(a.ReservationId))).ToList();
        Require(given.DistinctBy(g => g.Bot.Id).Count() == given.Count, "nothing is given twice");
        Require(given.TrueForAll(g => IsFree(g.Bot) && g.To.Has is null), "what is locked, fulfilled or out of service is not given");
        Require(given.TrueForAll(g => Suits(g.To.Tags, g.Bot)), "only what suits is given");
        Require(plan.Grants.All(a => a.ResourceIds.Count == ById(a.ReservationId).Quantity), "nobody is granted a part");

        var granted = plan.Grants.Select(a => a.ReservationId).ToHashSet();
        var waiting = Pending.FindAll(a => !granted.Contains(a.Id));
        var wanting = waiting.FindAll(Gathers);
        var idle = _bots.Values.Where(b => IsFree(b) && given.TrueForAll(g => g.Bot.Id != b.Id)).ToList();
        Require(wanting.TrueForAll(a => idle.TrueForAll(b => !Suits(a.Tags, b))), "nothing that one who waits could use is idle and unheld");
        Require(
            wanting.TrueForAll(a => given.TrueForAll(g => !g.To.StandsBehind(a) || !Suits(a.Tags, g.Bot))),
            "nothing goes past an earlier one that could have used it");
        Require(waiting.TrueForAll(a => Gathers(a) || given.TrueForAll(g => g.To != a)), "one that cannot be served holds nothing");
    }

    private bool Gathers(Asking asking) => _bots.Values.Count(b => !b.Out && Suits(asking.Tags, b)) >= asking.Quantity;

    /// <summary>Free, or held by one who gathers.</summary>
    private bool IsFree(Bot bot) => !bot.Out && bot.LockedUntil is null && Fulfilled.TrueForAll(a => !a.Has!.Contains(bot.Id));

    private Dictionary<long, Guid> Holds()
    {
        var holds = _gathered.Where(hold => _askings.Values.Any(a => a.Id == hold.Value && a.Has is null) && IsFree(_bots[hold.Key])).ToDictionary();
        foreach (var asking in Fulfilled)
        {
            foreach (var id in asking.Has!) holds[id] = asking.Id;
        }

        return holds;
    }

    private QueueBook FreshBook()
    {
        var book = new QueueBook();
        foreach (var bot in _bots.Values.Reverse()) Put(book, bot);
        foreach (var asking in Pending) Enqueue(book, asking);
        book.SetHolds(Holds());
        return book;
    }

    private Asking ById(Guid id) => _askings.Values.Single(a => a.Id == id);

    private static void Enqueue(QueueBook book, Asking asking) =>
        book.Enqueue(asking.Id, Start.AddSeconds(asking.Rank), asking.Number, asking.Quantity, new Selector(null, null, TagsOf(asking.Tags)), null);

    private static void Put(QueueBook book, Bot bot) => book.Put(new PoolResource
    {
        Id = bot.Id,
        Name = $"bot{bot.Id}",
        Tags = TagsOf(bot.Tags),
        MaxLockDuration = 3600,
        Unavailable = bot.Out,
        LastUsedAt = bot.LastUsed is { } used ? Start.AddSeconds(used) : null,
        LockedUntil = bot.LockedUntil is { } until ? Start.AddSeconds(until) : null,
    });

    private static List<string> TagsOf(int tags) => [.. TagNames.Where((_, i) => (tags >> i & 1) == 1)];

    private static bool Suits(int tags, Bot bot) => (tags & ~bot.Tags) == 0;

    private static T? Pick<T>(IEnumerable<T> among, int which)
        where T : class
    {
        var list = among.ToList();
        return list.Count == 0 ? null : list[which % list.Count];
    }

    private static string Show(Plan plan) => string.Join(' ', plan.Grants.Select(a => $"{a.ReservationId}={string.Join('+', a.ResourceIds)}"))
        + " | " + string.Join(' ', plan.Holds.Select(a => $"{a.ReservationId}={string.Join('+', a.ResourceIds)}"));

    private static void Require(bool holds, string rule)
    {
        if (!holds) throw new BrokenRuleException(rule);
    }

    private sealed record Bot(long Id, int Tags, bool Out, int? LockedUntil, int? LastUsed);

    private sealed record Asking(int Number, int Tags, int Quantity, int Rank, int WaitsUntil, IReadOnlyList<long>? Has, int ClaimUntil)
    {
        public Guid Id { get; } = new(Number, 0, 0, new byte[8]);

        public bool StandsBehind(Asking other) => (Rank, Number).CompareTo((other.Rank, other.Number)) > 0;
    }
}
