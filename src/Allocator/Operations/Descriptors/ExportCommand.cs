using System.CommandLine;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Descriptors;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Operations.Descriptors;

/// <summary><c>export [FILE]</c>: writes all resources as a descriptor, the same as the service does.</summary>
internal static class ExportCommand
{
    public static Command Create(RunOperation run)
    {
        var file = new Argument<string>("file")
        {
            Description = "Where to write it; without it or with -, to standard output.",
            DefaultValueFactory = _ => DescriptorFile.Standard,
        };
        var command = new Command("export", "Write all resources as a descriptor.") { file };
        command.SetAction((line, _) => run(line, DatabaseUse.Read,
            (services, cancellationToken) => ExportAsync(services, line.GetValue(file)!, cancellationToken)));
        return command;
    }

    private static async Task ExportAsync(IServiceProvider services, string file, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var resources = await db.ResourceDescriptions().ToListAsync(cancellationToken);
        await DescriptorFile.WriteAsync(file, Encoding.UTF8.GetBytes(DescriptorWriter.Write(resources)), cancellationToken);
    }
}
