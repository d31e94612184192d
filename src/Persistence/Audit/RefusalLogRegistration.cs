using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RentABot.Persistence.Audit;

public static class RefusalLogRegistration
{
    /// <summary>Where refused attempts are noted. Services that share a process share it.</summary>
    public static void AddRefusalLog(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RefusalLogOptions>, RefusalLogOptionsValidator>());
        services.AddOptions<RefusalLogOptions>().BindConfiguration(RefusalLogOptions.Section).ValidateOnStart();
        services.TryAddSingleton<RefusalLog>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RefusalLog>(provider => provider.GetRequiredService<RefusalLog>()));
    }
}
