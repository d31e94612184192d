using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Reservations;
using RentABot.Allocator.Writing;
using RentABot.Persistence;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Transactions;

namespace RentABot.Allocator.Tests.Reservations;

/// <summary>
/// Every event in every state: the state that follows, the code of the refusal, or <c>defect</c> where the machine must
/// not go on. A dash is the reservation's own state: nothing happens.
/// </summary>
public sealed class When_an_event_meets_a_state(When_an_event_meets_a_state.OneHost one) : IClassFixture<When_an_event_meets_a_state.OneHost>
{
    private static readonly string[] States = ["Pending", "Fulfilled", "Claimed", "Released", "Cancelled", "Expired"];

    private static readonly Dictionary<string, string[]> Outcomes = new()
    {
        ["Granted"] = ["Fulfilled", "defect", "defect", "defect", "defect", "defect"],
        ["TakenAway"] = ["defect", "Pending", "defect", "defect", "defect", "defect"],
        ["ClaimRequested"] = ["not_fulfilled", "Claimed", "-", "lock_lost", "reservation_cancelled", "reservation_expired"],
        ["CancelRequested"] = ["Cancelled", "Cancelled", "already_claimed", "reservation_released", "-", "reservation_expired"],
        ["WaitEnded"] = ["Expired", "-", "-", "-", "-", "-"],
        ["ClaimWindowEnded"] = ["-", "Expired", "-", "-", "-", "-"],
        ["LocksEnded"] = ["defect", "defect", "Released", "defect", "defect", "defect"],
        ["Requested"] = ["defect", "defect", "defect", "defect", "defect", "defect"],
    };

    public static TheoryData<string, string, string> Table()
    {
        var table = new TheoryData<string, string, string>();
        foreach (var (happening, outcomes) in Outcomes)
        {
            for (var i = 0; i < States.Length; i++) table.Add(States[i], happening, outcomes[i]);
        }

        return table;
    }

    [Fact]
    public void Should_know_every_state_and_every_event()
    {
        var machine = new ReservationStateMachine();

        Assert.Equal(States.Order(), machine.States.Select(s => s.Name).Except(["Initial", "Final"]).Order());
        Assert.Equal(
            Outcomes.Keys.Order(),
            machine.Events.Select(e => e.Name).Where(name => !name.Contains('.', StringComparison.Ordinal)).Order());
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Should_move_as_the_table_says(string state, string happening, string outcome)
    {
        var (status, events) = await RaiseAsync(state, happening);

        Assert.Equal(outcome == "-" ? state : outcome, status);
        Assert.Equal(States.Contains(outcome), events.Count > 0);
    }

    [Theory]
    [InlineData("Granted")]
    [InlineData("TakenAway")]
    [InlineData("ClaimRequested")]
    [InlineData("CancelRequested")]
    [InlineData("WaitEnded")]
    [InlineData("ClaimWindowEnded")]
    [InlineData("LocksEnded")]
    public async Task Should_change_nothing_where_there_is_no_such_reservation(string happening)
    {
        var (_, events) = await RaiseAsync(null, happening);

        Assert.Empty(events);
    }

    private async Task<(string? Status, List<string> Events)> RaiseAsync(string? state, string happening)
    {
        var token = TestContext.Current.CancellationToken;
        await using var scope = one.Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        await using var open = await scope.ServiceProvider.GetRequiredService<IWriteTransactions>().BeginAsync(db, token);
        scope.ServiceProvider.GetRequiredService<WriteTransaction>().Open(one.Host.Clock.Now, await db.LedgerHeads.AsNoTracking().SingleAsync(token));

        var id = Guid.NewGuid();
        if (state is not null) db.Reservations.Add(new Reservation { CorrelationId = id, Status = state, Quantity = 1, Arrival = -1, ResourceIds = [one.ResourceId] });
        if (state == "Fulfilled") db.Holds.Add(new Hold { ResourceId = one.ResourceId, ReservationId = id });
        await db.SaveChangesAsync(token);
        try
        {
            await RaiseAsync(scope.ServiceProvider.GetRequiredService<ReservationInstances>(), id, happening);
        }
        catch (Rejection rejection)
        {
            return (rejection.Answer.Code, []);
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            return ("defect", []);
        }

        await db.SaveChangesAsync(token);
        var reservation = await db.Reservations.AsNoTracking().SingleOrDefaultAsync(r => r.CorrelationId == id, token);
        return (reservation?.Status, await db.Events.Where(e => e.ReservationId == id).Select(e => e.Type).ToListAsync(token));
    }

    private static Task RaiseAsync(ReservationInstances instances, Guid id, string happening)
    {
        var token = TestContext.Current.CancellationToken;
        return happening switch
        {
            "Requested" => instances.RaiseAsync(new ReservationRequested(id, Ask.Reserve("arm"), "ci"), token),
            "Granted" => instances.RaiseAsync(new ReservationGranted(id, [1]), token),
            "TakenAway" => instances.RaiseAsync(new ReservationTakenAway(id, "why"), token),
            "ClaimRequested" => instances.RaiseAsync(new ReservationClaimRequested(id), token),
            "CancelRequested" => instances.RaiseAsync(new ReservationCancelRequested(id, "why"), token),
            "WaitEnded" => instances.RaiseAsync(new ReservationWaitEnded(id), token),
            "ClaimWindowEnded" => instances.RaiseAsync(new ReservationClaimWindowEnded(id), token),
            _ => instances.RaiseAsync(new ReservationLocksEnded(id), token),
        };
    }

    /// <summary>Started once; each test rolls its own transaction back.</summary>
    public sealed class OneHost : IAsyncLifetime
    {
        internal AllocatorHost Host { get; private set; } = null!;

        internal long ResourceId { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Host = await AllocatorHost.StartAsync();
            ResourceId = (await Host.RegisterAsync("r1", "arm")).Id;
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
