using Microsoft.AspNetCore.Http.Extensions;

namespace RentABot.Gateway.Requests;

internal static class RequestAddresses
{
    /// <summary>The address of a request, with these query parameters in place of its own of the same names.</summary>
    public static string AddressWith(this HttpRequest request, params IReadOnlyCollection<KeyValuePair<string, string>> parameters)
    {
        var others = request.Query
            .Where(given => parameters.All(parameter => parameter.Key != given.Key))
            .SelectMany(given => given.Value, (given, value) => KeyValuePair.Create(given.Key, value ?? ""));
        return request.PathBase.Add(request.Path).ToUriComponent() + new QueryBuilder(others.Concat(parameters)).ToQueryString();
    }
}
