using RentABot.Load.Rest;

namespace RentABot.Load.Queue;

/// <summary>What a reservation asks for.</summary>
internal sealed record Wish(string Tag, int Quantity)
{
    public static Wish Of(Reservation reservation) => new(reservation.Tags.Single(), reservation.Quantity);
}
