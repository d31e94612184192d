using MassTransit;
using RentABot.Contracts;
using RentABot.Gateway.Callers;
using RentABot.Rules;

namespace RentABot.Gateway.Commands;

internal static class CallerHeaders
{
    /// <summary>Says on a message who asks.</summary>
    public static void Label(this SendContext context, Caller caller)
    {
        context.Headers.Set(CommandHeaders.Actor, caller.Name);
        context.Headers.Set(CommandHeaders.Role, Roles.NameOf(caller.Role));
        if (caller.MaxLocks is { } most) context.Headers.Set(CommandHeaders.MaxLocks, most);
        if (caller.Address is not null) context.Headers.Set(CommandHeaders.Address, caller.Address);
        if (caller.UserAgent is not null) context.Headers.Set(CommandHeaders.UserAgent, caller.UserAgent);
    }
}
