namespace RentABot.Chaos.History;

internal enum Transport
{
    Rest,
    Bus,
}
