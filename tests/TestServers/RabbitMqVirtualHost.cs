namespace RentABot.TestServers;

/// <summary>Virtual hosts, so that tests that share a broker do not see each other's queues.</summary>
public static class RabbitMqVirtualHost
{
    /// <summary>
    /// A fresh virtual host of the private broker, or the one that the address of any other broker names. Skips the
    /// test when there is no RabbitMQ. Without <see cref="RemoveAsync"/> it goes with the broker.
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

    /// <summary>With all that is in it: a broker with many takes minutes to start again.</summary>
    public static async Task RemoveAsync(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (ServerControl.IsAvailable(PrivateServer.RabbitMq)) await ServerScript.RunAsync("remove-vhost", address.AbsolutePath.TrimStart('/'));
    }
}
