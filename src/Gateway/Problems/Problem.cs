using System.Globalization;
using Microsoft.Net.Http.Headers;
using RentABot.Contracts;
using RentABot.Gateway.Json;
using RentABot.Gateway.Web.Problems;

namespace RentABot.Gateway.Problems;

/// <summary>An error as the answer to a request.</summary>
internal sealed record Problem(int Status, string Code, string Detail) : IResult
{
    /// <summary>Soon enough to be of use, late enough not to be in the way.</summary>
    private const int RetryAfterSeconds = 2;

    private static readonly object CodeKey = new();

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    public IReadOnlyDictionary<string, long>? Figures { get; init; }

    /// <summary>The code in words.</summary>
    public string Title => char.ToUpperInvariant(Code[0]) + Code[1..].Replace('_', ' ');

    public static Problem Of(CommandRejected rejected) =>
        new(rejected.Status, rejected.Code, rejected.Detail) { Errors = rejected.Errors, Figures = rejected.Figures };

    /// <summary>The code of the problem that a request was answered with.</summary>
    public static string? CodeOf(HttpContext context) => context.Items.TryGetValue(CodeKey, out var code) ? (string?)code : null;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        Mark(httpContext);
        if (ProblemPages.IsAskedFor(httpContext.Request)) return ProblemPages.WriteAsync(this, httpContext);
        return httpContext.Response.WriteAsJsonAsync(ToDocument(), GatewayJson.Options, ProblemDocument.ContentType, httpContext.RequestAborted);
    }

    /// <summary>Makes the answer one of this kind, whatever is written into it.</summary>
    public void Mark(HttpContext context)
    {
        context.Items[CodeKey] = Code;
        context.Response.StatusCode = Status;
        if (Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
        {
            // Where nothing better is known.
            context.Response.Headers.TryAdd(HeaderNames.RetryAfter, RetryAfterSeconds.ToString(CultureInfo.InvariantCulture));
        }
    }

    public ProblemDocument ToDocument() => new()
    {
        Type = $"urn:rent-a-bot:problem:{Code}",
        Title = Title,
        Status = Status,
        Detail = Detail,
        Code = Code,
        Errors = Errors,
        Figures = Figures?.ToDictionary(figure => figure.Key, object (figure) => figure.Value, StringComparer.Ordinal),
    };
}
