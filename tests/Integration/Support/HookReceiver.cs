using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RentABot.Integration.Support;

/// <summary>Somebody's web server that takes what webhooks deliver, or does not.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Call> _calls = new();

    private HookReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Urls"] = "http://127.0.0.1:0";
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = StatusCodes.Status204NoContent;

    public IReadOnlyList<Call> Calls => [.. _calls];

    public string Url => _app.Urls.Single();

    public static async Task<HookReceiver> StartAsync()
    {
        var receiver = new HookReceiver();
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Secrets.Search("webhook", body);
        var headers = context.Request.Headers;
        context.Response.StatusCode = Status;
        _calls.Enqueue(new Call(
            Guid.Parse($"{headers["webhook-id"]}"), $"{headers["webhook-timestamp"]}", $"{headers["webhook-signature"]}", body, context.Response.StatusCode));
    }

    /// <summary>A delivery, and what it was answered.</summary>
    internal sealed record Call(Guid Id, string Timestamp, string Signature, string Body, int Status);
}
