using RentABot.Cli.Api;
using RentABot.Cli.Output;
using Spectre.Console;

namespace RentABot.Cli.Waiting;

/// <summary>
/// How a wait goes on, on standard error: one line that is written over on a terminal, a line each time that something is new
/// elsewhere, and JSON, an object a line, where that is asked for.
/// </summary>
internal sealed class WaitLine(Screen screen, bool quiet)
{
    private string? _last;
    private Action<string>? _live;

    /// <summary>Shows what is said while something is waited for.</summary>
    public async Task<T> WhileAsync<T>(string what, Func<Task<T>> wait)
    {
        if (quiet || screen.IsJson || !Screen.IsLive(Console.IsErrorRedirected)) return await wait();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var status = console.Status();
        status.Spinner = Spinner.Known.Line;
        try
        {
            return await status.StartAsync(Markup.Escape(CleanText.Of($"rentabot: {what}")), context =>
            {
                _live = text => context.Status = Markup.Escape(CleanText.Of(text));
                return wait();
            });
        }
        finally
        {
            _live = null;
        }
    }

    /// <summary>A place was taken.</summary>
    public void Joined(Reservation reservation, ReadOnlyMemory<byte> document)
    {
        if (screen.IsJson && !quiet) Event("queued", "reservation", document);
        _live?.Invoke($"rentabot: waiting ({reservation.ReservationId})");
    }

    public void Waits(Reservation reservation, ReadOnlyMemory<byte> document, DateTimeOffset now)
    {
        // What runs on by itself is no news for those who read lines.
        var news = WaitWords.Of(reservation with { EstimatedStartAt = null }, now);
        var isNew = news != _last;
        _last = news;
        if (quiet) return;
        if (screen.IsJson)
        {
            if (isNew) Event("waiting", "reservation", document);
        }
        else if (_live is { } live)
        {
            live($"rentabot: waiting: {WaitWords.Of(reservation, now)} ({reservation.ReservationId})");
        }
        else if (isNew)
        {
            screen.Note($"waiting: {WaitWords.Of(reservation, now)} ({reservation.ReservationId})");
        }
    }

    /// <summary>What somebody who waits should know.</summary>
    public void Say(string @event, string text)
    {
        if (!quiet) Warn(@event, text);
    }

    /// <summary>What went wrong, which nobody has asked not to hear.</summary>
    public void Warn(string @event, string text) => screen.Warn(@event, text);

    private void Event(string @event, string name, ReadOnlyMemory<byte> document) => screen.Event(@event, writer =>
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(document.Span);
    });
}
