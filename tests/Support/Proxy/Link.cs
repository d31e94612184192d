using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RentABot.Support.Proxy;

/// <summary>One service's way to one server: a TCP proxy that can be made slow, mute or broken.</summary>
internal sealed class Link : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly ConcurrentDictionary<LinkConnection, Task> _connections = new();
    private readonly IPEndPoint _server;
    private readonly Task _accepting;
    private volatile LinkState _state = LinkState.Sound;
    private volatile TaskCompletionSource _changed = NewSignal();

    /// <param name="service">Who connects.</param>
    /// <param name="to">What it connects to, in a word.</param>
    /// <param name="server">Where that is.</param>
    public Link(string service, string to, IPEndPoint server)
    {
        (Service, To, _server) = (service, to, server);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Service { get; }

    public string To { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that are open now.</summary>
    public int Open => _connections.Count;

    public LinkState State
    {
        get => _state;
        set
        {
            _state = value;
            Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();
            if (value.Cut) Reset();
        }
    }

    public override string ToString() => $"{Service}–{To}";

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Stop();
        await _accepting;
        Reset();
        await Task.WhenAll(_connections.Values);
        _closed.Dispose();
    }

    /// <summary>Returns once the link may be used as its state then says.</summary>
    internal async ValueTask<LinkState> PassableAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before the state is read: a change in between is then not missed.
            var changed = _changed.Task;
            var state = _state;
            if (!state.Stalled) return state;
            await changed.WaitAsync(cancellationToken);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) Take(await _listener.AcceptSocketAsync(_closed.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The link is closed.
        }
    }

    private void Take(Socket client)
    {
        if (_state.Cut)
        {
            client.Close(timeout: 0);
            return;
        }

        var connection = new LinkConnection(this, client);
        var running = new TaskCompletionSource();
        _connections[connection] = running.Task;
        _ = RunAsync(connection, running);
        if (_state.Cut) connection.Reset();
    }

    private async Task RunAsync(LinkConnection connection, TaskCompletionSource running)
    {
        try
        {
            await connection.RunAsync(_server, _closed.Token);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            running.TrySetResult();
        }
    }

    private void Reset()
    {
        foreach (var connection in _connections.Keys) connection.Reset();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
