using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Access;
using RentABot.Gateway.Problems;
using RentABot.Hosting;
using RentABot.Hosting.Metrics;

namespace RentABot.Gateway.Live;

/// <summary>Who listens in this process, within its limits.</summary>
internal sealed class LiveConnections
{
    private static readonly LiveKind[] Kinds = Enum.GetValues<LiveKind>();

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _ofCallers = [];
    private readonly int[] _open = new int[Kinds.Length];
    private readonly Tally[] _cutOff = [.. Kinds.Select(kind => new Tally("kind", NameOf(kind)))];
    private readonly LiveOptions _options;
    private readonly bool _isAsked;

    public LiveConnections(IOptions<LiveOptions> options, IOptions<AuthOptions> auth, ServiceMeter meter)
    {
        (_options, _isAsked) = (options.Value, auth.Value.IsOn);
        meter.CreateGauge("rentabot_live_connections", "Who listens at present, by server-sent events or a WebSocket.", () => Kinds
            .Select(kind => new Measurement<double>(Volatile.Read(ref _open[(int)kind]), KeyValuePair.Create("kind", (object?)NameOf(kind)))));
        meter.CreateCounter(
            "rentabot_live_cut_off_total", "Listeners that were cut off, as they took what they were sent too slowly.", () => _cutOff.Select(tally => tally.Read()));
    }

    /// <summary>Lets a caller listen until what is given is disposed.</summary>
    /// <exception cref="ProblemException">Too many do.</exception>
    public IDisposable Enter(HttpContext context, LiveKind kind)
    {
        var caller = RateLimits.CallerOf(context, _isAsked);
        lock (_gate)
        {
            if (_open.Sum() >= _options.MaxConnections) throw new ProblemException(ProblemCatalog.TooManyListeners);
            var own = _ofCallers.GetValueOrDefault(caller);
            if (own >= _options.MaxConnectionsPerCaller) throw new ProblemException(ProblemCatalog.TooManyListenersOfCaller);
            _ofCallers[caller] = own + 1;
            _open[(int)kind]++;
        }

        return new Place(() => Leave(caller, kind));
    }

    public void CountCutOff(LiveKind kind) => _cutOff[(int)kind].Increment();

    private void Leave(string caller, LiveKind kind)
    {
        lock (_gate)
        {
            _open[(int)kind]--;
            if (--_ofCallers[caller] == 0) _ofCallers.Remove(caller);
        }
    }

    private static string NameOf(LiveKind kind) => kind.ToString().ToLowerInvariant();

    private sealed class Place(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
