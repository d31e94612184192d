namespace RentABot.TestServers;

/// <summary>A server that <c>tests/servers.sh</c> started for these tests alone.</summary>
public enum PrivateServer
{
    RabbitMq,
    Postgres,
}
