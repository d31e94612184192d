using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Chaos.Books;
using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking.Bugs;

/// <summary>A small deployment in this process, into which a test puts a bug, and a few clients that are recorded.</summary>
internal sealed class Trial : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HistoryRecorder _recorder = new();
    private readonly EventSubscriber _events;

    private Trial(Deployment deployment, EventSubscriber events) => (Deployment, _events) = (deployment, events);

    public Deployment Deployment { get; }

    public Database Database => Deployment.Database;

    public RunClock Clock => _recorder.Clock;

    public static async Task<Trial> StartAsync(
        Action<IServiceCollection>? allocator = null,
        Action<IServiceCollection>? gateway = null,
        int allocators = 1,
        int schedulers = 1,
        string answerTimeout = "00:00:10")
    {
        var deployment = await Deployment.CreateAsync();
        try
        {
            // The first one migrates the database.
            for (var i = 0; i < allocators; i++) await deployment.HostAsync(ServiceKind.Allocator, allocator);
            await deployment.HostAsync(ServiceKind.Gateway, gateway, ("Gateway:AnswerTimeout", answerTimeout));
            await deployment.HostAsync(schedulers: schedulers);
            return new Trial(deployment, await deployment.SubscribeAsync());
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    public TrialClient Client(string name) => new(name, Deployment.Client(), _recorder);

    public void Add(SimulatorUse use) => _recorder.Add(use);

    public void Add(Fault fault) => _recorder.Add(fault);

    public Task<ResourceView> RegisterAsync(string name, params string[] tags) => Deployment.Client().RegisterAsync(name, tags);

    /// <summary>Waits until all that is in the log has been heard, closes the books and has them checked.</summary>
    public async Task<IReadOnlyList<Violation>> EndAsync(Allowances? allowances = null, bool waitForEvents = true)
    {
        if (waitForEvents) await HearAllAsync();
        var quiet = new QuietPeriod { Totals = await TotalsAsync(), Positions = await PositionsAsync() };
        var books = await BookReader.ReadAsync(Database.ConnectionStringFor("checker"), quiet, TestContext.Current.CancellationToken);
        return HistoryChecker.Check(_recorder.Read() with { Deliveries = [.. _events.Events.Select(Heard)] }, books, allowances);
    }

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        await Deployment.DisposeAsync();
    }

    private Task HearAllAsync() => Eventually.HoldsAsync(
        async () => await Database.ScalarAsync<bool>("SELECT l.sequence = r.sequence FROM ledger_head l, relay_position r")
            && _events.Events.Any()
            && _events.Events.Max(e => e.Sequence) >= await Database.ScalarAsync<long>("SELECT sequence FROM ledger_head"),
        Patience,
        "all events have been heard");

    private async Task<IReadOnlyList<ListTotal>> TotalsAsync()
    {
        var totals = new List<ListTotal>();
        foreach (var status in Enum.GetNames<ResourceStatus>()) await CountAsync("resources", status);
        foreach (var status in Enum.GetNames<ReservationStatus>()) await CountAsync("reservations", status);
        return totals;

        async Task CountAsync(string list, string status)
        {
            var word = status.ToLowerInvariant();
            var answer = await Deployment.Client().GetAsync($"{list}?status={word}&limit=1");
            totals.Add(new ListTotal("Gateway", list, word, answer.As<JsonElement>().GetProperty("total").GetInt32()));
        }
    }

    private async Task<IReadOnlyList<QueuePosition>> PositionsAsync()
    {
        var list = (await Deployment.Client().GetAsync("reservations?status=pending")).As<JsonElement>();
        return [.. list.GetProperty("reservations").EnumerateArray().Select(one => new QueuePosition(
            "Gateway", one.GetProperty("reservation_id").GetGuid(), one.GetProperty("position_in_queue").GetInt32()))];
    }

    private static Delivery Heard(ReceivedEvent received) => new()
    {
        Subscriber = "trial",
        At = received.OccurredAt,
        Sequence = received.Sequence,
        EventId = received.Body.GetProperty("eventId").GetGuid(),
        Type = received.Type,
        Revision = received.Body.GetProperty("revision").GetInt32(),
        ResourceId = received.ResourceId,
        ReservationId = received.ReservationId,
    };
}
