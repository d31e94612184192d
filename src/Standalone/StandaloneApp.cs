using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RentABot.Allocator;
using RentABot.Allocator.Operations;
using RentABot.Gateway;
using RentABot.Hosting;
using RentABot.Hosting.Tracing;
using RentABot.Persistence.Sqlite;
using RentABot.Scheduler;
using RentABot.Standalone.Storage;

namespace RentABot.Standalone;

/// <summary>Puts the three services into one process, on an in-memory bus and SQLite.</summary>
internal static class StandaloneApp
{
    public static async Task<int> RunAsync(StandaloneSettings settings)
    {
        try
        {
            using var storage = OpenStorage.Open(settings.Storage);
            return await ServiceHost.RunAsync(() => Build(settings, storage));
        }
        catch (SettingsException exception)
        {
            return await ServiceHost.EndAsync(exception.Message, ServiceHost.WrongSettings);
        }
    }

    /// <summary>Does an operator's work on a kept database, which no running program may have open.</summary>
    public static async Task<int> OperateAsync(StorageChoice choice, DatabaseUse use, Operation work)
    {
        try
        {
            if (choice.SqlitePath is null) throw new SettingsException("name the database by --persist sqlite:///path/to/db.sqlite");
            if (use == DatabaseUse.Read && !File.Exists(choice.SqlitePath)) throw new SettingsException($"--persist: there is no file {choice.SqlitePath}");
            using var storage = OpenStorage.Open(choice);
            return await OperatorHost.RunAsync(builder =>
            {
                builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Tokens:Keys:0", (string?)storage.TokenKey)]);
                builder.Services.AddSqlite(storage.DatabasePath, storage.Durable);
            }, use, work);
        }
        catch (SettingsException exception)
        {
            return await ServiceHost.EndAsync(exception.Message, ServiceHost.WrongSettings);
        }
    }

    public static WebApplication Build(StandaloneSettings settings, OpenStorage storage)
    {
        var descriptor = DescriptorSearch.Find(
            settings.ConfigPath,
            Directory.GetCurrentDirectory(),
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            Environment.GetEnvironmentVariable(DescriptorSearch.Variable));

        var builder = ServiceHost.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = settings.Url ?? builder.Configuration["Urls"] ?? ServiceHost.DefaultUrl,
            ["Tokens:Keys:0"] = storage.TokenKey,
            ["Webhooks:Keys:0"] = storage.TokenKey,
            ["Gateway:DescriptorPath"] = descriptor ?? "",
            ["Logging:LogLevel:Default"] = settings.LogLevel.ToString(),
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = nameof(LogLevel.Warning),
        });

        // Not over what the environment says.
        SetUnlessNull("Auth:ConfigPath", settings.AuthConfigPath);
        SetUnlessNull("Audit:File:Path", settings.AuditLogPath);
        SetUnlessNull("Logging:Format", settings.LogFormat);

        builder.AddTracing("rentabot");
        builder.Services.AddSqlite(storage.DatabasePath, storage.Durable);
        builder.Services.AddAllocator();
        builder.Services.AddInMemoryBus(bus =>
        {
            bus.AddAllocatorConsumers();
            bus.AddGatewayConsumers();
            bus.AddSchedulerConsumers();
        });
        builder.Services.AddScheduler();
        builder.Services.AddInMemoryQuartzStore();
        builder.Services.AddGateway();

        var app = builder.Build();
        app.MapGateway();
        StartupLines.Announce(app, storage, descriptor);
        return app;

        void SetUnlessNull(string key, string? value)
        {
            if (value is not null) builder.Configuration.AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]);
        }
    }
}
