namespace RentABot.TestServers;

/// <summary>Users of the private broker other than the one that the services use.</summary>
public static class RabbitMqUser
{
    /// <summary>
    /// A new user without tags, who may do on this virtual host what the patterns allow, by the names of exchanges and
    /// queues. Skips the test unless the broker is a private one.
    /// </summary>
    /// <param name="virtualHost">As <see cref="RabbitMqVirtualHost.CreateAsync"/> gave it.</param>
    /// <param name="name">The user's name; not one that this broker already has.</param>
    /// <param name="configure">A regular expression: what may be declared and deleted.</param>
    /// <param name="write">A regular expression: what may be published to and bound.</param>
    /// <param name="read">A regular expression: what may be consumed and bound from.</param>
    /// <returns>The virtual host's address with the new user's name and password.</returns>
    public static async Task<Uri> CreateAsync(Uri virtualHost, string name, string configure = ".*", string write = ".*", string read = ".*")
    {
        ArgumentNullException.ThrowIfNull(virtualHost);
        ServerControl.SkipUnlessAvailable(PrivateServer.RabbitMq);
        var password = $"{Guid.NewGuid():N}";
        var path = Uri.UnescapeDataString(virtualHost.AbsolutePath.TrimStart('/'));
        await ServerScript.RunAsync("user", name, password, path.Length > 0 ? path : "/", configure, write, read);
        return new UriBuilder(virtualHost) { UserName = Uri.EscapeDataString(name), Password = password }.Uri;
    }
}
