using System.Security.Cryptography;

namespace RentABot.Queue;

/// <summary>
/// One of each service, in processes of their own, with their default settings, on the servers that
/// <c>RENTABOT_TEST_RABBITMQ</c> and <c>RENTABOT_TEST_POSTGRES</c> name.
/// </summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly List<ServiceProcess> _services = [];

    private Deployment()
    {
    }

    public Uri Gateway { get; private set; } = null!;

    /// <summary>Returns when all are ready.</summary>
    public static async Task<Deployment> StartAsync()
    {
        var deployment = new Deployment();
        try
        {
            deployment.Launch("Allocator", ("Tokens__Keys__0", Convert.ToBase64String(RandomNumberGenerator.GetBytes(48))));
            deployment.Launch("Scheduler");
            // A line that is built many at a time is not to be given up for a slow answer.
            var gateway = deployment.Launch("Gateway", ("Gateway__AnswerTimeout", "00:01:00"));
            foreach (var service in deployment._services) await service.BecomesReadyAsync();
            deployment.Gateway = gateway.Url;
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services) await service.DisposeAsync();
    }

    private ServiceProcess Launch(string name, params (string Key, string Value)[] settings)
    {
        var service = ServiceProcess.Start(
            name,
            [
                ("Urls", "http://127.0.0.1:0"),
                ("RabbitMq__Url", Server("RENTABOT_TEST_RABBITMQ")),
                ("Postgres__ConnectionString", Server("RENTABOT_TEST_POSTGRES")),
                .. settings,
            ]);
        _services.Add(service);
        return service;
    }

    private static string Server(string variable) =>
        Environment.GetEnvironmentVariable(variable) ?? throw new InvalidOperationException($"{variable} is not set.");
}
