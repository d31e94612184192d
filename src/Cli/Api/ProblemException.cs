namespace RentABot.Cli.Api;

/// <summary>The server refuses.</summary>
internal sealed class ProblemException : CliException
{
    private const string Invalid = "invalid";

    public ProblemException(Problem problem, ReadOnlyMemory<byte> document)
        : this(problem, document, MessageOf(problem))
    {
    }

    private ProblemException(Problem problem, ReadOnlyMemory<byte> document, string message)
        : base(ProblemAdvice.ExitCodeOf(problem), problem.Code, message)
    {
        Problem = problem;
        Document = document;
    }

    public Problem Problem { get; }

    /// <summary>As it came, where it came from the server.</summary>
    public ReadOnlyMemory<byte> Document { get; }

    public static ProblemException Of(ApiAnswer answer)
    {
        var problem = Problem.Of(answer);
        return new ProblemException(problem, problem.Type == "about:blank" ? default : answer.Body);
    }

    /// <summary>The same about a file that was sent: what is named are the file's own parts, and not options.</summary>
    public ProblemException About(string file, string advice) =>
        new(Problem, Document, $"{file}: {WhatOf(Problem, field => field, "; ")} – {advice}");

    private static string MessageOf(Problem problem)
    {
        var advice = ProblemAdvice.Of(problem)
            ?? problem.Errors?.Keys.Select(ProblemFields.ExampleOf).FirstOrDefault(example => example is not null);
        return WhatOf(problem, ProblemFields.NameOf, ", ") + (advice is null ? "" : $" – {advice}");
    }

    private static string WhatOf(Problem problem, Func<string, string> nameOf, string separator)
    {
        var fields = problem.Errors ?? new Dictionary<string, IReadOnlyList<string>>();
        var parts = fields.Select(field => $"{nameOf(field.Key)}: {string.Join(separator, field.Value)}");

        // That something is invalid says nothing that its fields do not say better.
        if (problem.Code != Invalid || fields.Count == 0) parts = parts.Prepend(problem.Detail.TrimEnd('.'));
        return string.Join("; ", parts);
    }
}
