using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RentABot.Allocator.Writing;
using RentABot.Hosting;
using RentABot.Persistence;

namespace RentABot.Allocator.Operations;

/// <summary>
/// Runs an operator's command with the allocator's own write loop, and without a bus: under the write lock it is one more
/// allocator, and those that run publish the events it leaves.
/// </summary>
internal static class OperatorHost
{
    /// <param name="configure">Adds the database, and the settings that the program itself knows.</param>
    /// <param name="use">What is done with the database.</param>
    /// <param name="work">What is done.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(Action<HostApplicationBuilder> configure, DatabaseUse use, Operation work)
    {
        try
        {
            var builder = ServiceHost.CreateToolBuilder();
            configure(builder);
            builder.Services.AddAllocatorCore();
            using var host = builder.Build();
            host.Services.GetService<IStartupValidator>()?.Validate();
            await RunAsync(host, use, work);
            return ExitCodes.Done;
        }
        catch (OperationException exception)
        {
            return await EndAsync(exception);
        }
        catch (OperationCanceledException)
        {
            return await ServiceHost.EndAsync("interrupted", ExitCodes.Interrupted);
        }
        catch (Exception exception) when (ServiceHost.WrongSettingOf(exception) is { } message)
        {
            return await ServiceHost.EndAsync(message, ExitCodes.WrongInput);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await ServiceHost.EndAsync(exception.Message, ExitCodes.Failed);
        }
        catch (Exception exception) when (IsOfTheDatabase(exception))
        {
            return await ServiceHost.EndAsync($"the database: {exception.GetBaseException().Message}", ExitCodes.Failed);
        }
    }

    private static async Task RunAsync(IHost host, DatabaseUse use, Operation work)
    {
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await PrepareAsync(host.Services.GetRequiredService<Migrator>(), use, stopping);
        await host.StartAsync(stopping);
        try
        {
            await work(host.Services, stopping);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task PrepareAsync(Migrator migrator, DatabaseUse use, CancellationToken cancellationToken)
    {
        if (use == DatabaseUse.Write)
        {
            await migrator.MigrateAsync(cancellationToken);
            return;
        }

        if (await migrator.CountPendingAsync(cancellationToken) is > 0 and var pending)
        {
            throw new OperationException(
                $"the database is {pending} migrations behind this program: start the service of this version, or use the program that it was made with");
        }
    }

    private static bool IsOfTheDatabase(Exception exception) =>
        exception is DbException or DbUpdateException || TransientFailures.Include(exception);

    /// <summary>Tells why a command ends, and returns its exit code.</summary>
    public static Task<int> EndAsync(OperationException exception) => ServiceHost.EndAsync(exception.Message, exception.ExitCode);
}
