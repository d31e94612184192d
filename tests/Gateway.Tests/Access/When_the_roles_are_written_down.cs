using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Access;

/// <summary>The table in <c>docs/security.md</c> is what the running service answers. Set RENTABOT_WRITE_DOCS to have it written.</summary>
public sealed class When_the_roles_are_written_down
{
    private const string Begin = "<!-- routes: written by tests/Gateway.Tests -->\n";
    private const string End = "<!-- end of routes -->";
    private static readonly string?[] Callers = [null, "readonly", "user", "maintainer", "admin"];

    [Fact]
    public async Task Should_be_what_the_service_answers()
    {
        // What gets through is answered by nobody.
        await using var host = await KeyFile.StartAsync(KeyFile.Text, "Gateway:AnswerTimeout=00:00:00.05");
        var table = await TableAsync(host);
        var file = DocumentPath();
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("RENTABOT_WRITE_DOCS") is { Length: > 0 })
        {
            await File.WriteAllTextAsync(file, text[..begin] + table + text[end..], TestContext.Current.CancellationToken);
            return;
        }

        Assert.Equal(text[begin..end], table);
    }

    private static async Task<string> TableAsync(GatewayHost host)
    {
        var table = new StringBuilder("| route | nobody | readonly | user | maintainer | admin |\n|---|---|---|---|---|---|\n");
        foreach (var (method, route) in Routes(host))
        {
            table.Append("| `").Append(method).Append(' ').Append(route).Append("` |");
            foreach (var caller in Callers) table.Append(' ').Append(await AnswerAsync(host, method, route, caller)).Append(" |");
            table.Append('\n');
        }

        return table.ToString();
    }

    private static IEnumerable<(string Method, string Route)> Routes(GatewayHost host) =>
        (from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let route = endpoint.RoutePattern.RawText!
        where route.StartsWith("/api/", StringComparison.Ordinal) || route.StartsWith("/ws/", StringComparison.Ordinal) || route is "/health" or "/metrics" or "/readiness" or "/openapi/v1.json"
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let written = route.Replace(":long", "", StringComparison.Ordinal).Replace(":guid", "", StringComparison.Ordinal).TrimEnd('/')
        select (Method: method, Route: written)).OrderBy(row => $"{row.Route} {row.Method}", StringComparer.Ordinal);

    private static async Task<string> AnswerAsync(GatewayHost host, string method, string route, string? caller)
    {
        var isNamedByUuid = route.Contains("/reservations/", StringComparison.Ordinal) || route.StartsWith("/api/v1/webhooks", StringComparison.Ordinal);
        var id = isNamedByUuid ? Guid.Empty.ToString() : "1";
        var address = route.Replace("{id}", id, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method != "GET") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        if (caller is not null) request.Headers.Add(KeyFile.Of(caller).Name, KeyFile.Of(caller).Value);

        // Not to its end, which some answers have not.
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? $"{(int)response.StatusCode}" : "yes";
    }

    private static string DocumentPath()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var file = Path.Combine(directory.FullName, "docs", "security.md");
            if (File.Exists(file)) return file;
        }

        throw new FileNotFoundException("docs/security.md");
    }
}
