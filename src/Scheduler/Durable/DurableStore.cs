using Quartz;

namespace RentABot.Scheduler.Durable;

/// <summary>Where Quartz keeps what must survive a restart.</summary>
internal sealed record DurableStore(Action<IQuartzBuilder> Use);
