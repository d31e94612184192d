namespace RentABot.TestServers;

/// <summary>Virtual hosts, so that tests that share a broker do not see each other's queues.</summary>
public static class RabbitMqVirtualHost
{
    /// <summary>
    /// A fresh virtual host of the private broker, or the one that the address of any other broker names. Skips the
    /// test when there is no RabbitMQ. It goes with the broker; making one takes about two seconds, so have one per fixture.
    /// </summary>
    public static async Task<Uri> CreateAsync()
    {
        Servers.SkipUnlessRabbitMq();
        if (!ServerControl.IsAvailable(PrivateServer.RabbitMq))
        {
            return Servers.RabbitMq!;
        }

        var name = $"rentabot-{Guid.NewGuid():N}";
        await ServerScript.RunAsync("vhost", name);
        return new UriBuilder(Servers.RabbitMq!) { Path = name }.Uri;
    }
}
