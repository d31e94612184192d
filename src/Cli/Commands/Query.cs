namespace RentABot.Cli.Commands;

/// <summary>The query of an address. What is null is left out.</summary>
internal static class Query
{
    public static string Of(params (string Name, string? Value)[] parameters)
    {
        var given = parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}");
        var query = string.Join('&', given);
        return query.Length > 0 ? $"?{query}" : "";
    }
}
