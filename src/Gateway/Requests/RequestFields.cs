using RentABot.Gateway.Json;

namespace RentABot.Gateway.Requests;

/// <summary>The fields of a request as clients write them, with their types.</summary>
internal static class RequestFields<T>
{
    public static readonly IReadOnlyDictionary<string, Type> Types = GatewayJson.Options.GetTypeInfo(typeof(T)).Properties
        .ToDictionary(property => property.Name, property => property.PropertyType, StringComparer.Ordinal);
}
