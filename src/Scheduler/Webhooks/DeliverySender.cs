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
    private const string ConnectionClosed = "connection_closed";
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
            var result = await SendOnceAsync(write, either.Token);

            // A receiver may close a kept connection just when it is used again (RFC 9112, 9.5). That says nothing of the
            // delivery, which may be sent once more: its id tells a repeat.
            return result.Error == ConnectionClosed ? await SendOnceAsync(write, either.Token) : result;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return AttemptResult.NotSent("timed_out");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<AttemptResult> SendOnceAsync(Func<HttpRequestMessage> write, CancellationToken cancellationToken)
    {
        using var request = write();
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return ResultOf(response);
        }
        catch (HttpRequestException exception)
        {
            return AttemptResult.NotSent(ErrorOf(exception));
        }
    }

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
        { HttpRequestError: HttpRequestError.ResponseEnded } => ConnectionClosed,
        { HttpRequestError: HttpRequestError.Unknown, InnerException: IOException { InnerException: SocketException } } => ConnectionClosed,
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
