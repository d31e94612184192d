using System.Text.Json;
using RentABot.Cli.Api;
using Spectre.Console;

namespace RentABot.Cli.Output;

/// <summary>Results on standard output, for people or as the server's JSON; all else as lines on standard error.</summary>
internal sealed class Screen(bool json)
{
    private const int Unlimited = 10_000;
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    private readonly Stream _output = StandardOutput.Open();
    private readonly Lock _errors = new();

    /// <summary>The server's JSON is wanted as it came.</summary>
    public bool IsJson => json;

    /// <summary>What is written there goes on a terminal that can write over it.</summary>
    public static bool IsLive(bool isRedirected) => !isRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    public void Json(ReadOnlyMemory<byte> document)
    {
        // In one write, so that a reader never gets half a line of one.
        var line = new byte[document.Length + 1];
        document.Span.CopyTo(line);
        line[^1] = LineEnd[0];
        _output.Write(line);
    }

    public void Json(Action<Utf8JsonWriter> write) => Json(JsonLines.Of(write));

    public void Line(string text) => Raw(CleanText.Of(text) + "\n");

    /// <summary>Text that is taken as it is: a file, a script.</summary>
    public void Raw(string text) => _output.Write(StandardOutput.Encoding.GetBytes(text));

    public void Raw(ReadOnlyMemory<byte> bytes) => _output.Write(bytes.Span);

    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))) { NoWrap = Console.IsOutputRedirected, Padding = new Padding(0, 0, 2, 0) });
        }

        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(CleanText.Of(cell))));
        Render(table);
    }

    /// <summary>What one thing is, a line each; what says nothing is left out.</summary>
    public void Facts(params (string Name, string? Value)[] facts)
    {
        var grid = new Grid { Expand = false };
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { NoWrap = Console.IsOutputRedirected, Padding = new Padding(0, 0, 0, 0) });
        foreach (var (name, value) in facts)
        {
            if (!string.IsNullOrEmpty(value)) grid.AddRow(new Text(name, new Style(decoration: Decoration.Bold)), new Text(CleanText.Of(value)));
        }

        Render(grid);
    }

    /// <summary>For people, beside the result.</summary>
    public void Note(string text)
    {
        Err($"rentabot: {CleanText.Of(text)}");
    }

    /// <summary>What should be known beside the result: for people a line, in JSON an object by the name of what happened.</summary>
    public void Warn(string @event, string text)
    {
        if (json) Event(@event, writer => writer.WriteString("detail", text));
        else Note(text);
    }

    /// <summary>What happens, as JSON, an object a line.</summary>
    public void Event(string name, Action<Utf8JsonWriter> write)
    {
        var line = JsonLines.Of(writer =>
        {
            writer.WriteString("event", name);
            write(writer);
        });
        Err(StandardOutput.Encoding.GetString(line.Span));
    }

    /// <summary>What went wrong.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="about">With what, for people, where several things are done.</param>
    public void Error(CliException exception, string about = "")
    {
        if (!json)
        {
            Note(about + exception.Message);
            return;
        }

        var document = exception is ProblemException { Document.IsEmpty: false } problem
            ? problem.Document
            : JsonLines.ProblemOf(exception);
        Err(StandardOutput.Encoding.GetString(document.Span));
    }

    private void Err(string line)
    {
        try
        {
            lock (_errors) Console.Error.Write(line + "\n");
        }
        catch (IOException)
        {
            // Locks and the command that runs with them matter more than words that cannot be written, as on a full disk.
        }
    }

    private void Render(Spectre.Console.Rendering.IRenderable what)
    {
        // Into a text first: the reader of standard output may go, and nobody wants blanks at the ends of lines.
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Capabilities.Ansi = IsLive(Console.IsOutputRedirected);
        console.Profile.Width = Console.IsOutputRedirected ? Unlimited : Math.Max(40, WidthOfTerminal());
        console.Write(what);
        foreach (var line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)) Raw(line.TrimEnd() + "\n");
    }

    private static int WidthOfTerminal()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
