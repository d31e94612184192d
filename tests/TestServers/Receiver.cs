using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace RentABot.TestServers;

/// <summary>Somebody's web server on this machine, to which webhooks deliver, and which answers as a test says.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Call> _calls = new();

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Urls"] = "http://127.0.0.1:0";
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var call = new Call(
                context.Request.Path.Value!,
                context.Request.Headers["webhook-id"].ToString(),
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync(context.RequestAborted));
            _calls.Enqueue(call);
            await Answer(call, context);
        });
    }

    /// <summary>200 unless a test says otherwise.</summary>
    public Func<Call, HttpContext, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>All that came, in that order, answered or not.</summary>
    public IReadOnlyList<Call> Calls => [.. _calls];

    public string Url => _app.Urls.Single();

    /// <summary>Listens on a free port.</summary>
    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Answers so from now on.</summary>
    public void AnswerStatus(int status) => Answer = (_, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    /// <summary>A delivery.</summary>
    /// <param name="Path">Of the URL.</param>
    /// <param name="Id">What tells repeats.</param>
    /// <param name="Headers">By name, in any case.</param>
    /// <param name="Body">As it came.</param>
    public sealed record Call(string Path, string Id, IReadOnlyDictionary<string, string> Headers, string Body);
}
