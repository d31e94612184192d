using System.Collections.Concurrent;
using System.Net;

namespace RentABot.Integration.Support;

/// <summary>
/// Clients that lock and unlock all the time, half of them with idempotency keys, and write down what they were
/// granted. Without a key a 503 is taken at its word: nothing was granted. With one the request is repeated until it is
/// answered.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Workers = 8;
    private const int HeldByEach = 2;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<string, int> _answers = new();
    private readonly ConcurrentQueue<LockView> _held = new();
    private readonly ConcurrentQueue<string> _contradictions = new();
    private readonly ConcurrentDictionary<string, long> _fencingByKey = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly IReadOnlyList<ResourceView> _resources;
    private readonly List<Task> _workers = [];
    private int _granted;

    private Load(IReadOnlyList<ResourceView> resources) => _resources = resources;

    /// <summary>How often each answer came: <c>200</c>, <c>409 already_locked</c>, <c>503 broker_unavailable</c>, …</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    public int Granted => _granted;

    /// <summary>Keys that were given two different locks.</summary>
    public IReadOnlyCollection<string> Contradictions => _contradictions;

    /// <summary>The fencing tokens of what was granted and not given back; complete once the load has stopped.</summary>
    public IReadOnlyList<long> Held => [.. _held.Select(granted => granted.FencingToken).Order()];

    /// <summary>The fencing tokens of what was granted, by idempotency key.</summary>
    public IReadOnlyDictionary<string, long> FencingByKey => _fencingByKey;

    public static async Task<Load> StartAsync(Func<int, RestClient> client, int resources = 24)
    {
        var registered = new List<ResourceView>();
        for (var i = 0; i < resources; i++) registered.Add(await client(0).RegisterAsync(Names.Unique("load"), "load"));
        var load = new Load(registered);
        for (var i = 0; i < Workers; i++) load._workers.Add(load.RunAsync(client(i), new Random(i)));
        return load;
    }

    /// <summary>Returns when so many more locks have been granted: the service works.</summary>
    public Task GrantsAsync(int more)
    {
        var enough = _granted + more;
        return Eventually.HoldsAsync(() => _granted >= enough || _workers.Exists(worker => worker.IsFaulted), Patience, $"{more} more locks are granted");
    }

    /// <summary>Lets every worker come to the end of what it is doing.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_workers);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(RestClient client, Random random)
    {
        var held = new Queue<LockView>();
        using var pace = new PeriodicTimer(Pace);
        while (!_stop.IsCancellationRequested)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            if (held.Count > HeldByEach) await UnlockAsync(client, held.Dequeue());
            var resource = _resources[random.Next(_resources.Count)];
            var granted = random.Next(2) == 0 ? await LockAsync(client, resource) : await LockWithKeyAsync(client, resource);
            if (granted is null) continue;
            held.Enqueue(granted);
            Interlocked.Increment(ref _granted);
        }

        foreach (var granted in held) _held.Enqueue(granted);
    }

    private async Task<LockView?> LockAsync(RestClient client, ResourceView resource)
    {
        var answer = Note(await client.TryLockAsync(resource.Id));
        return answer.Succeeded ? answer.As<LockView>() : null;
    }

    private async Task<LockView?> LockWithKeyAsync(RestClient client, ResourceView resource)
    {
        var key = Names.Unique("key");
        var answer = await UntilAnsweredAsync(() => client.TryLockAsync(resource.Id, key: key));
        if (!answer.Succeeded) return null;
        var granted = answer.As<LockView>();
        _fencingByKey[key] = granted.FencingToken;

        var repeated = await UntilAnsweredAsync(() => client.TryLockAsync(resource.Id, key: key));
        if (!repeated.Succeeded || repeated.As<LockView>().LockToken != granted.LockToken)
        {
            _contradictions.Enqueue($"{key}: {(int)repeated.Status} {repeated.Code} instead of lock {granted.FencingToken}");
        }

        return granted;
    }

    private async Task UnlockAsync(RestClient client, LockView granted)
    {
        var answer = await UntilAnsweredAsync(() => client.TryUnlockAsync(granted));
        if (!answer.Succeeded) _contradictions.Enqueue($"unlock: {(int)answer.Status} {answer.Code} for lock {granted.FencingToken}");
    }

    private async Task<RestAnswer> UntilAnsweredAsync(Func<Task<RestAnswer>> ask)
    {
        RestAnswer? answer = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                answer = Note(await ask());
                return answer.Status != HttpStatusCode.ServiceUnavailable && answer.Code != "request_in_progress";
            },
            Patience,
            "the request is answered");
        return answer!;
    }

    private RestAnswer Note(RestAnswer answer)
    {
        _answers.AddOrUpdate(answer.Succeeded ? $"{(int)answer.Status}" : $"{(int)answer.Status} {answer.Code}", 1, (_, count) => count + 1);
        return answer;
    }
}
