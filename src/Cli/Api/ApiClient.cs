using System.Globalization;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;
using RentABot.Cli.Servers;

namespace RentABot.Cli.Api;

/// <summary>Asks the server, and asks again with growing pauses for as long as it is unknown what became of a call.</summary>
internal sealed class ApiClient : IDisposable
{
    private const string KeyHeader = "X-API-Key";
    private const int MaxAnswer = 64 * 1024 * 1024;
    private const int MaxConnections = 8;

    /// <summary>After so many attempts somebody who looks on should know why nothing happens.</summary>
    private const int AttemptsInSilence = 2;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Nobody has heard the call then.</summary>
    private static readonly HttpRequestError[] NotConnected =
        [HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError, HttpRequestError.SecureConnectionError];

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly Action<string> _say;

    public ApiClient(Server server, TimeProvider time, Action<string> say)
    {
        Time = time;
        _say = say;
        _http = new HttpClient(new SocketsHttpHandler
        {
            // A key goes to the server that was named and to no other.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectTime,
            MaxConnectionsPerServer = MaxConnections,
        })
        {
            BaseAddress = server.Url,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswer,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("rentabot", Version));
        if (server.Key is { } key) AddKey(_http.DefaultRequestHeaders, key);
    }

    public TimeProvider Time { get; }

    public Uri Server => _http.BaseAddress!;

    private static string Version => typeof(ApiClient).Assembly.GetName().Version!.ToString(3);

    /// <summary>The answer, as soon as there is one that says what became of the call.</summary>
    /// <param name="call">What is asked.</param>
    /// <param name="patience">For how long it is asked again; zero: once.</param>
    /// <param name="cancellationToken">Gives up. The call may have been carried out all the same.</param>
    /// <exception cref="ProblemException">It is refused.</exception>
    /// <exception cref="UnreachableException">There was none.</exception>
    public async Task<ApiAnswer> SendAsync(ApiCall call, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await PipelineOf(Deadline.In(Time, patience))
                .ExecuteAsync(async token => await AttemptAsync(call, token), cancellationToken);
            return answer.IsSuccess ? answer : throw ProblemException.Of(answer);
        }
        catch (HttpRequestException exception)
        {
            throw UnreachableException.Of(Server, exception);
        }
    }

    /// <summary>The same, and at the deadline it is over, whatever is under way.</summary>
    public async Task<ApiAnswer> SendUntilAsync(ApiCall call, Deadline deadline, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var sending = SendAsync(call, deadline.Left, limit.Token);
            while (!sending.IsCompleted && !deadline.IsOver)
            {
                var slice = deadline.Left < Deadline.Slice ? deadline.Left : Deadline.Slice;
                await Task.WhenAny(sending, Task.Delay(slice, Time, limit.Token));
            }

            await limit.CancelAsync();
            return await sending;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UnreachableException(Server, "no answer in time");
        }
    }

    /// <summary>Whatever the answer is.</summary>
    /// <exception cref="UnreachableException">There was none.</exception>
    public async Task<ApiAnswer> AskOnceAsync(ApiCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await AttemptAsync(call, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw UnreachableException.Of(Server, exception);
        }
    }

    /// <summary>Opens a stream that has no end.</summary>
    /// <exception cref="HttpRequestException">There is none.</exception>
    public async Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTime);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(NoAnswerIn(AnswerTime));
        }
    }

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response, long askedAt, CancellationToken cancellationToken) =>
        new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken), askedAt)
        {
            RetryAfter = response.Headers.RetryAfter?.Delta,
            Date = response.Headers.Date,
            Location = (int)response.StatusCode is >= 300 and <= 399 ? response.Headers.Location : null,
        };

    public static string ReasonOf(HttpRequestException exception) =>
        (exception.InnerException ?? exception).Message.ReplaceLineEndings(" ").TrimEnd('.');

    public void Dispose() => _http.Dispose();

    private static void AddKey(HttpRequestHeaders headers, string key)
    {
        // A bearer token is three parts in Base64, the first of which begins with an opening brace.
        if (key.StartsWith("eyJ", StringComparison.Ordinal) && key.AsSpan().Count('.') == 2)
        {
            headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        else
        {
            headers.Add(KeyHeader, key);
        }
    }

    private async Task<ApiAnswer> AttemptAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var patience = AnswerTime + call.Wait;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        var askedAt = Time.GetTimestamp();
        var wasSent = call.Sent;
        call.Sent = true;
        try
        {
            using var request = call.ToRequest();
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, limit.Token);
            return await ReadAsync(response, askedAt, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(NoAnswerIn(patience));
        }
        catch (HttpRequestException exception) when (NotConnected.Contains(exception.HttpRequestError))
        {
            call.Sent = wasSent;
            throw;
        }
        catch (IOException exception)
        {
            throw new HttpRequestException(exception.Message, exception);
        }
    }

    private ResiliencePipeline<ApiAnswer> PipelineOf(Deadline until) =>
        new ResiliencePipelineBuilder<ApiAnswer> { TimeProvider = Time }
            .AddRetry(new RetryStrategyOptions<ApiAnswer>
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                ShouldHandle = attempt => ValueTask.FromResult(!until.IsOver && IsUnknown(attempt.Outcome)),
                DelayGenerator = attempt => ValueTask.FromResult(Least(attempt.Outcome.Result?.RetryAfter, until.Left)),
                OnRetry = attempt =>
                {
                    if (attempt.AttemptNumber == AttemptsInSilence)
                    {
                        _say($"{Server.GetLeftPart(UriPartial.Authority)} does not answer ({ReasonOf(attempt.Outcome)}); trying for {Durations.Write(until.Left)}");
                    }

                    return default;
                },
            })
            .Build();

    private static TimeSpan? Least(TimeSpan? wanted, TimeSpan left) => wanted < left ? wanted : wanted is null ? null : left;

    /// <summary>Whether it was carried out is unknown, or it was not, for a reason that passes.</summary>
    private static bool IsUnknown(Outcome<ApiAnswer> outcome) => outcome switch
    {
        { Exception: HttpRequestException } => true,
        { Result: { IsSuccess: false } answer } => Problem.Of(answer).IsPassing,
        _ => false,
    };

    private static string ReasonOf(Outcome<ApiAnswer> outcome) => outcome switch
    {
        { Exception: HttpRequestException exception } => ReasonOf(exception),
        { Result: { } answer } => Problem.Of(answer).Code,
        _ => "unknown",
    };

    private static string NoAnswerIn(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"no answer within {time.TotalSeconds:0} s");
}
