using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace RentABot.Persistence.Tests.Sagas;

internal sealed class TallyMachine : MassTransitStateMachine<Tally>
{
    public TallyMachine()
    {
        InstanceState(tally => tally.State);

        Event(() => Opened, e =>
        {
            e.CorrelateById(context => context.Message.TallyId);
            e.InsertOnInitial = true;
            e.SetSagaFactory(context => new Tally { CorrelationId = context.Message.TallyId });
        });
        Event(() => Added, e => e.CorrelateById(context => context.Message.TallyId));
        Event(() => AddedToTeam, e =>
        {
            e.CorrelateBy((tally, context) => tally.Team == context.Message.Team);
            e.OnMissingInstance(missing => missing.Discard());
        });
        Event(() => Spoiled, e => e.CorrelateById(context => context.Message.TallyId));
        Event(() => Peeked, e =>
        {
            e.CorrelateById(context => context.Message.TallyId);
            e.ReadOnly = true;
        });
        Event(() => Inspected, e => e.CorrelateById(context => context.Message.TallyId));
        Event(() => Closed, e => e.CorrelateById(context => context.Message.TallyId));

        Initially(
            When(Opened)
                .ThenAsync(context => context.Message.Look?.Invoke(context.GetPayload<IServiceScope>().ServiceProvider) ?? Task.CompletedTask)
                .TransitionTo(Running),
            When(Added).Then(context => context.Saga.Total += context.Message.Amount).TransitionTo(Running),
            When(Closed).Finalize());

        During(Running,
            Ignore(Opened),
            When(Added).Then(context => context.Saga.Total += context.Message.Amount),
            When(AddedToTeam).Then(context => context.Saga.Total += context.Message.Amount),
            When(Spoiled).ThenAsync(async context =>
            {
                context.Saga.Total += 1000;
                await context.GetPayload<IServiceScope>().ServiceProvider.GetRequiredService<TallyDbContext>().SaveChangesAsync();
                context.Saga.Total += 1000;
                throw new SpoiledException();
            }),
            When(Peeked).Then(context => context.Saga.Total += 1000),
            When(Inspected).ThenAsync(context => context.Message.Look()),
            When(Closed).Finalize());

        SetCompletedWhenFinalized();
    }

    public State Running { get; } = null!;

    public Event<Open> Opened { get; } = null!;
    public Event<Add> Added { get; } = null!;
    public Event<AddToTeam> AddedToTeam { get; } = null!;
    public Event<Spoil> Spoiled { get; } = null!;
    public Event<Peek> Peeked { get; } = null!;
    public Event<Inspect> Inspected { get; } = null!;
    public Event<Close> Closed { get; } = null!;
}
