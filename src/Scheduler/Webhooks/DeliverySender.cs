using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using RentABot.Hosting;

namespace RentABot.Scheduler.Webhooks;

/// <summary>
/// Calls receivers: no redirects, no proxy, no cookies, and nothing of what they answer but the status and when to come again.
/// </summary>
internal sealed class DeliverySender : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);
    private const int MostDrained = 4 * 1024;

    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public DeliverySender(TargetConnector connector, TimeProvider time)
    {
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = connector.ConnectAsync,
            ConnectTimeout = ConnectPatience,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = MostDrained,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),

            // A name is looked up again now and then.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),

            // A trace is nobody else's business.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Rent-A-Bot", ServiceHost.Version));
    }

    /// <param name="write">Writes the request, which can be sent only once.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="OperationCanceledException">It was given up; whether the receiver took it, nobody knows.</exception>
    public async Task<AttemptResult> SendAsync(Func<HttpRequestMessage> write, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await SendOnceAsync(write, either.Token) ?? await SendOnceAsync(write, either.Token)
                ?? AttemptResult.NotSent("connection_closed");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return AttemptResult.NotSent("timed_out");
        }
        catch (HttpRequestException exception)
        {
            return AttemptResult.NotSent(ErrorOf(exception));
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>
    /// Null where the connection ended without an answer. A receiver may close a kept one just when it is used again
    /// (RFC 9112, 9.5), so that says nothing of the delivery, which may be sent once more: its id tells a repeat.
    /// </summary>
    private async Task<AttemptResult?> SendOnceAsync(Func<HttpRequestMessage> write, CancellationToken cancellationToken)
    {
        using var request = write();
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return ResultOf(response);
        }
        catch (HttpRequestException exception) when (IsClosed(exception))
        {
            return null;
        }
    }

    private static bool IsClosed(HttpRequestException exception) => exception is
        { HttpRequestError: HttpRequestError.ResponseEnded }
        or { HttpRequestError: HttpRequestError.Unknown, InnerException: IOException { InnerException: SocketException } };

    private AttemptResult ResultOf(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode) return new AttemptResult(status, null);
        return new AttemptResult(status, $"http_{status}")
        {
            RetryAfter = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
                ? response.Headers.RetryAfter switch
                {
                    { Delta: { } delta } => delta,
                    { Date: { } date } => date - _time.GetUtcNow(),
                    _ => null,
                }
                : null,
        };
    }

    private static string ErrorOf(HttpRequestException exception) => exception switch
    {
        _ when Has<TargetRefusedException>(exception) => "target_not_allowed",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "name_not_resolved",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls_failed",
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => "name_not_resolved",
        { HttpRequestError: HttpRequestError.ConnectionError } => "connection_failed",
        _ => "answer_not_understood",
    };

    private static bool Has<T>(Exception exception)
    {
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is T) return true;
        }

        return false;
    }
}
