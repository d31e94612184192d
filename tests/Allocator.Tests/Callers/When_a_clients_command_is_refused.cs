using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Commands;
using RentABot.Persistence.Audit;
using RentABot.Rules;
using RentABot.TestServers;

namespace RentABot.Allocator.Tests.Callers;

public sealed class When_a_clients_command_is_refused
{
    private static readonly Caller Script = new("script", Role.User, null, null) { IsOfTheBroker = true };

    [Fact]
    public async Task Should_write_down_what_it_asked_for()
    {
        await using var host = await AllocatorHost.StartAsync();
        var board = await host.RegisterAsync("lab.board", "arm");
        await host.LockAsync(board);

        var byName = await RefusedAsync(host, new LockResources { Name = "lab.board" });
        var byTags = await RefusedAsync(host, new LockResources { Tags = ["arm"] });

        Assert.Equal(board.Id, byName.ResourceId);
        Assert.Equal("""{"status":409,"code":"already_locked","command":"LockResources","asked":"1 of resource \u0027lab.board\u0027"}""", byName.Details);
        Assert.Null(byTags.ResourceId);
        Assert.Equal("""{"status":409,"code":"no_resource_available","command":"LockResources","asked":"1 of tags arm"}""", byTags.Details);
    }

    private static async Task<RefusedAttempt> RefusedAsync(AllocatorHost host, LockResources command)
    {
        var before = await host.ReadAsync(db => db.RefusedAttempts.CountAsync());
        host.Services.GetRequiredService<RefusedCommands>().Note(Script, command, await host.DecideAsync(command, Script));
        await Eventually.HoldsAsync(
            async () => await host.ReadAsync(db => db.RefusedAttempts.CountAsync()) > before, TimeSpan.FromSeconds(30), "the refusal is written");
        return await host.ReadAsync(db => db.RefusedAttempts.OrderBy(r => r.Id).LastAsync());
    }
}
