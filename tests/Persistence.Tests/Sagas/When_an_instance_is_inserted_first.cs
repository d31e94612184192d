using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Sagas;

public sealed class When_an_instance_is_inserted_first
{
    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_have_its_row_when_the_behaviour_runs(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var rows = 0;

        await host.SendAsync(new Open(Guid.NewGuid(), async scope =>
            rows = await scope.GetRequiredService<TallyDbContext>().Tallies.CountAsync(TestContext.Current.CancellationToken)));

        Assert.Equal(1, rows);
    }
}
