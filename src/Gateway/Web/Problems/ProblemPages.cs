using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Web.Layout;

namespace RentABot.Gateway.Web.Problems;

/// <summary>Tells a person in words what a program is told by a problem document.</summary>
internal static class ProblemPages
{
    /// <summary>A browser asks for a page; the API answers with problem documents whoever asks.</summary>
    public static bool IsAskedFor(HttpRequest request) =>
        !request.Path.StartsWithSegments(ApiPaths.Base) && !request.Path.StartsWithSegments(ApiPaths.Legacy)
        && (PageFrame.IsFragment(request) || request.Headers[HeaderNames.Accept].ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));

    public static Task WriteAsync(Problem problem, HttpContext context)
    {
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var model = new ProblemModel { Title = problem.Title, Detail = DetailOf(problem), Status = problem.Status };
        return new RazorComponentResult<ProblemPage>(new Dictionary<string, object?> { ["Model"] = model })
        {
            StatusCode = problem.Status,
            PreventStreamingRendering = true,
        }.ExecuteAsync(context);
    }

    private static string DetailOf(Problem problem) => problem.Status switch
    {
        StatusCodes.Status401Unauthorized => "Nobody is known by what was sent.",
        StatusCodes.Status403Forbidden when problem.Code == ProblemCatalog.RoleTooLow.Code => "Your role does not allow this.",
        StatusCodes.Status422UnprocessableEntity when problem.Errors is { } errors =>
            string.Join(" ", errors.SelectMany(field => field.Value, (field, message) => $"{field.Key} {message}.")),
        _ => problem.Detail,
    };
}
