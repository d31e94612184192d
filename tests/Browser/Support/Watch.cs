using System.Collections.Concurrent;
using System.Globalization;

namespace RentABot.Browser.Support;

/// <summary>Keeps what no visit may show: errors of scripts, of the console and of the server, and requests to other hosts.</summary>
internal sealed class Watch
{
    /// <summary>Said of every refusal beside its answer, which is judged itself.</summary>
    private const string OfAnAnswer = "Failed to load resource: the server responded with a status of";

    private readonly ConcurrentQueue<string> _problems = new();
    private readonly HashSet<int> _expected = [];

    public Watch(IBrowserContext context, Uri server)
    {
        context.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "data" or "blob") return;
            if (address.Authority != server.Authority) _problems.Enqueue($"asked another host: {request.Url}");
        };
        context.Response += (_, response) =>
        {
            if (response.Status >= 400 && !_expected.Contains(response.Status))
            {
                _problems.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{response.Request.Method} {response.Url}: {response.Status}"));
            }
        };
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "assert" && !message.Text.StartsWith(OfAnAnswer, StringComparison.Ordinal))
            {
                _problems.Enqueue($"console: {message.Text} ({message.Location})");
            }
        };
        context.WebError += (_, error) => _problems.Enqueue($"script: {error.Error}");
    }

    /// <summary>What was seen so far.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>An answer of this status is no problem.</summary>
    public void Expect(int status) => _expected.Add(status);
}
