using System.Collections.Concurrent;
using MassTransit;
using RentABot.Contracts;
using RentABot.Hosting;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Support;

/// <summary>Stands where the allocator would: keeps every command it gets, and answers what the test says, or nothing.</summary>
internal sealed class ScriptedAllocator
{
    private readonly ConcurrentDictionary<Type, Func<Received, Task<object?>>> _script = new();
    private readonly ConcurrentQueue<Received> _received = new();

    /// <summary>Messages that carried several commands.</summary>
    public ConcurrentQueue<CommandBatch> Batches { get; } = new();

    /// <summary>Set for a test: answers are marked as repeats.</summary>
    public bool Replays { get; set; }

    /// <summary>Nothing has come yet, and nothing is answered.</summary>
    public void Forget()
    {
        _script.Clear();
        _received.Clear();
        Batches.Clear();
        Replays = false;
    }

    public void On<TCommand>(Func<TCommand, object?> answer)
        where TCommand : class => On<TCommand>((command, _) => Task.FromResult(answer(command)));

    public void On<TCommand>(Func<TCommand, Received, Task<object?>> answer)
        where TCommand : class => _script[typeof(TCommand)] = received => answer((TCommand)received.Message, received);

    public void Refuse<TCommand>(int status, string code, params (string Name, long Value)[] figures)
        where TCommand : class => On<TCommand>(_ => Rejected(status, code, figures));

    public static CommandRejected Rejected(int status, string code, params (string Name, long Value)[] figures) => new()
    {
        Status = status,
        Code = code,
        Detail = $"Refused: {code}.",
        Figures = figures.Length == 0 ? null : figures.ToDictionary(f => f.Name, f => f.Value),
    };

    public IReadOnlyList<TCommand> All<TCommand>() => _received.Select(r => r.Message).OfType<TCommand>().ToList();

    /// <summary>The only command of its kind so far.</summary>
    public TCommand Only<TCommand>() => Assert.Single(All<TCommand>());

    public Received Last<TCommand>() => _received.Last(r => r.Message is TCommand);

    public Task GetsAsync<TCommand>(int count = 1) =>
        Eventually.HoldsAsync(() => All<TCommand>().Count >= count, TimeSpan.FromSeconds(30), $"the allocator got {count} {typeof(TCommand).Name}");

    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        Add<LockResources>();
        Add<UnlockResource>();
        Add<UnlockBatch>();
        Add<ExtendLock>();
        Add<CreateReservation>();
        Add<ClaimReservation>();
        Add<CancelReservation>();
        Add<RegisterResource>();
        Add<UpdateResource>();
        Add<RemoveResource>();
        Add<ImportResources>();
        Add<MarkUnavailable>();
        Add<MarkAvailable>();
        Add<AbandonCommand>();
        bus.AddConsumer<ScriptedBatchConsumer>().Endpoint(e => e.Name = QueueNames.ForCommand(typeof(CommandBatch)));

        void Add<TCommand>()
            where TCommand : class =>
            bus.AddConsumer<ScriptedConsumer<TCommand>>().Endpoint(e => e.Name = QueueNames.ForCommand(typeof(TCommand)));
    }

    public async Task<object?> HearAsync(Received received)
    {
        _received.Enqueue(received);
        return _script.TryGetValue(received.Message.GetType(), out var answer) ? await answer(received) : null;
    }
}
