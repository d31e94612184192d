using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence;
using RentABot.Persistence.Archives;

namespace RentABot.Allocator.Operations;

/// <summary>All data in one file, and back.</summary>
internal static class ArchiveCommands
{
    public static Command CreateBackup(RunOperation run)
    {
        var file = new Argument<string>("FILE") { Description = "The archive; one of that name is replaced." };
        var command = new Command("backup", "Save everything but keys in one archive, as of one instant.") { file };
        command.SetAction((line, _) => run(line, DatabaseUse.Read, async (services, cancellationToken) =>
        {
            await using var scope = services.CreateAsyncScope();
            var path = Path.GetFullPath(line.GetValue(file)!);
            await ActivatorUtilities.CreateInstance<BackupWriter>(scope.ServiceProvider)
                .WriteAsync(scope.ServiceProvider.GetRequiredService<RentABotDbContext>(), path, Report, cancellationToken);
            Console.WriteLine($"saved in {path}");
        }));
        return command;
    }

    public static Command CreateRestore(RunOperation run)
    {
        var file = new Argument<string>("FILE") { Description = "An archive that backup made." };
        var replace = new Option<bool>("--replace") { Description = "Let what is in the database go." };
        var command = new Command("restore", "Put an archive into an empty database, whole or not at all.") { file, replace };
        command.SetAction((line, _) => run(line, DatabaseUse.Write, async (services, cancellationToken) =>
        {
            await using var scope = services.CreateAsyncScope();
            var path = Path.GetFullPath(line.GetValue(file)!);
            try
            {
                await ActivatorUtilities.CreateInstance<Restorer>(scope.ServiceProvider).RestoreAsync(
                    scope.ServiceProvider.GetRequiredService<RentABotDbContext>(), path, line.GetValue(replace), Report, cancellationToken);
            }
            catch (ArchiveException exception)
            {
                throw OperationException.WrongInput($"{path}: {exception.Message}");
            }
            catch (RestoreRefusedException exception)
            {
                throw new OperationException(exception.Message);
            }

            Console.WriteLine($"restored from {path}");
        }));
        return command;
    }

    private static void Report(ArchiveProgress progress) =>
        Console.Error.WriteLine($"{progress.Step} {progress.Rows} {progress.Table}{(progress.Complete ? "" : " so far")}");
}
