using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Postgres;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Sagas;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Sagas;

public sealed class When_a_reservation_is_found_for_update
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_read_every_column_on_PostgreSQL()
    {
        await using var database = await PostgresTestDatabase.CreateAsync();
        var options = new DbContextOptionsBuilder<PostgresDbContext>().UseRentABotPostgres(database.ConnectionString).Options;
        await using var writer = new PostgresDbContext(options);
        await writer.Database.MigrateAsync(Cancellation);
        var reservation = new Reservation { CorrelationId = Guid.NewGuid(), Tags = ["arm64", "usb"], ResourceIds = [4, 5], Quantity = 2 };
        writer.Add(reservation);
        await writer.SaveChangesAsync(Cancellation);

        await using var reader = new PostgresDbContext(options);
        var found = await reader.FindForUpdateAsync<Reservation>(reservation.CorrelationId, Cancellation);

        Assert.Equivalent(reservation, found, strict: true);
    }
}
