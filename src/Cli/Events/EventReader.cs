using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using RentABot.Cli.Api;

namespace RentABot.Cli.Events;

/// <summary>Hears what happens, in order, and comes back behind the last event that it has when the stream breaks off.</summary>
internal sealed class EventReader(ApiClient api, string query, long? after)
{
    /// <summary>How far the stream has come.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>In place of events that are not kept any more.</summary>
    public const string Gap = "gap";

    private const string ContentType = "text/event-stream";

    /// <summary>Three times the server's heartbeat.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private string? _last = after?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Every event and every heartbeat, without an end.</summary>
    /// <param name="patience">How long the server may not answer, before that is the end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">The server refuses, or does not answer.</exception>
    public async IAsyncEnumerable<SseItem<string>> ReadAsync(TimeSpan patience, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        var until = Deadline.In(api.Time, patience);
        while (true)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var (events, response) = await OpenAsync(limit, until, cancellationToken);
            using (response)
            {
                while (events is not null && await NextAsync(events, limit, cancellationToken))
                {
                    var item = events.Current;
                    pause = FirstPause;
                    yield return item;
                    if (item.EventId is { Length: > 0 } id) _last = id;
                }

                if (events is not null)
                {
                    await events.DisposeAsync();
                    until = Deadline.In(api.Time, patience);
                }
            }

            await Task.Delay(pause, api.Time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>Null: there is no stream now, but there may be one soon.</summary>
    private async Task<(IAsyncEnumerator<SseItem<string>>? Events, HttpResponseMessage? Response)> OpenAsync(
        CancellationTokenSource limit, Deadline until, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/events{query}");
            if (_last is not null) request.Headers.Add("Last-Event-ID", _last);
            var asked = api.Time.GetTimestamp();
            response = await api.OpenAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == ContentType)
            {
                var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
                return (SseParser.Create(stream).EnumerateAsync(limit.Token).GetAsyncEnumerator(CancellationToken.None), response);
            }

            var answer = await ApiClient.ReadAsync(response, asked, cancellationToken);
            if (answer.Status is not (429 or >= 500) || until.IsOver) throw ProblemException.Of(answer);
            return (null, response);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            response?.Dispose();
            if (until.IsOver) throw exception is HttpRequestException unsent ? UnreachableException.Of(api.Server, unsent) : new UnreachableException(api.Server, exception.Message);
            return (null, null);
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    /// <summary>False: the stream has ended, is broken, or dead.</summary>
    private static async Task<bool> NextAsync(
        IAsyncEnumerator<SseItem<string>> events, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        limit.CancelAfter(Silence);
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
