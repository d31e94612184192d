namespace RentABot.Fuzz.Requests;

/// <summary>A request as it is sent.</summary>
internal sealed record Attempt
{
    public required Api.Operation Operation { get; init; }

    public required string Address { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    public string? ContentType { get; init; }

    public byte[]? Content { get; init; }

    /// <summary>Its caller hangs up after so long.</summary>
    public TimeSpan? Patience { get; init; }

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Operation.Method, Address);
        foreach (var (name, value) in Headers) message.Headers.TryAddWithoutValidation(name, value);
        if (Content is null) return message;
        message.Content = new ByteArrayContent(Content);
        if (ContentType is not null) message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return message;
    }

    public override string ToString()
    {
        var headers = string.Join(", ", Headers.Where(header => header.Name != "X-API-Key").Select(header => $"{header.Name}={header.Value}"));
        var content = Content is null ? "" : System.Text.Encoding.UTF8.GetString(Content);
        return $"{Operation.Id}: {Operation.Method} {Address} [{headers}] {(content.Length > 300 ? content[..300] + "…" : content)}";
    }
}
