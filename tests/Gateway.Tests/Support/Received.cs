using MassTransit;

namespace RentABot.Gateway.Tests.Support;

/// <summary>A message as the allocator got it.</summary>
internal sealed record Received(object Message, Guid? Id, Headers Headers)
{
    public string? Header(string name) => Headers.Get<string>(name);
}
