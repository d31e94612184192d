namespace RentABot.Support;

internal enum ServiceKind
{
    Allocator,
    Gateway,
    Scheduler,
}
