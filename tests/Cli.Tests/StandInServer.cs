using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RentABot.Cli.Tests;

/// <summary>Answers as a test says, for what a real server does too seldom.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _bodies = new(StringComparer.Ordinal);
    private readonly Func<string, int, Task<(int Status, string Body)>> _answer;
    private readonly WebApplication _application;

    private StandInServer(Func<string, int, Task<(int Status, string Body)>> answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public Uri Url => new(_application.Urls.Single());

    /// <summary>What its clock shows; null: what every clock does.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <param name="answer">To the last word of the path, how often that was asked for so far: the answer.</param>
    /// <param name="now">What its clock shows.</param>
    public static async Task<StandInServer> StartAsync(Func<string, int, Task<(int Status, string Body)>> answer, DateTimeOffset? now = null)
    {
        var server = new StandInServer(answer) { Now = now };
        await server._application.StartAsync();
        return server;
    }

    /// <summary>How often something was asked for.</summary>
    public int CountOf(string word) => _counts.GetValueOrDefault(word);

    /// <summary>What was sent with the last question for something.</summary>
    public string BodyOf(string word) => _bodies[word];

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var word = context.Request.Path.Value!.Split('/')[^1];
        using var reader = new StreamReader(context.Request.Body);
        _bodies[word] = await reader.ReadToEndAsync(context.RequestAborted);
        if (Now is { } now) context.Response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
        var (status, body) = await _answer(word, _counts.AddOrUpdate(word, 1, (_, count) => count + 1));
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
    }
}
