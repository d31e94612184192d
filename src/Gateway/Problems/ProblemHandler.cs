using Microsoft.AspNetCore.Diagnostics;

namespace RentABot.Gateway.Problems;

/// <summary>Turns what is thrown into a problem. What is not expected is logged here and answered without its cause.</summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        var problem = Of(exception);
        if (problem.Status >= StatusCodes.Status500InternalServerError) Log(httpContext, problem, exception);
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static Problem Of(Exception exception) => exception switch
    {
        ProblemException expected => expected.Problem,
        BadHttpRequestException bad => ProblemCatalog.OfStatus(bad.StatusCode),
        _ when DatabaseFailures.Include(exception) => ProblemCatalog.DatabaseUnavailable,
        _ => ProblemCatalog.InternalError,
    };

    private void Log(HttpContext context, Problem problem, Exception exception)
    {
        // The path alone: a query string may carry a lock token.
        var path = context.Request.Path.Value;
        if (problem.Status == StatusCodes.Status500InternalServerError) LogFailed(context.Request.Method, path, exception);
        else LogUnavailable(context.Request.Method, path, problem.Code);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailed(string method, string? path, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} was answered {Code}")]
    private partial void LogUnavailable(string method, string? path, string code);
}
