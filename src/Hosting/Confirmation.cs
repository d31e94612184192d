namespace RentABot.Hosting;

/// <summary>Waiting for the broker to confirm what is sent.</summary>
public static class Confirmation
{
    /// <summary>
    /// Waits no longer than the token allows, which has to be the token of the sending as well, so that what is left behind
    /// sends nothing more. By itself the sending may not heed it: on a channel that broke while an exchange was declared,
    /// MassTransit 8.5 waits for ever for a declaration that the RabbitMQ client has forgotten
    /// (rabbitmq/rabbitmq-dotnet-client#1976).
    /// </summary>
    public static Task ConfirmedAsync(this Task sending, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sending);
        return sending.WaitAsync(cancellationToken);
    }
}
