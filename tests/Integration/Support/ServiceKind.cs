namespace RentABot.Integration.Support;

internal enum ServiceKind
{
    Allocator,
    Gateway,
    Scheduler,
}
