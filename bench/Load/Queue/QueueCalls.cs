using RentABot.Load.Rest;

namespace RentABot.Load.Queue;

/// <summary>What people who wait do.</summary>
internal static class QueueCalls
{
    public static Task<ReservationPage> NewestAsync(this Api api, int page) =>
        api.SendAsync<ReservationPage>(HttpMethod.Get, $"reservations?limit=1000&page={page}");

    public static Task<Reservation> ReserveAsync(this Api api, Wish wish) => api.SendAsync<Reservation>(HttpMethod.Post, "reservations", new
    {
        Tags = wish.Tag,
        wish.Quantity,
        Ttl = Lab.Day,
        MaxWaitTime = Lab.Day,
        ClaimWindow = 3600,
    });

    /// <summary>Answers as soon as the reservation is no longer as it was when the call came.</summary>
    public static Task<Reservation> ChangeOfAsync(this Api api, Reservation reservation, int seconds) =>
        api.SendAsync<Reservation>(HttpMethod.Get, $"reservations/{reservation.ReservationId}?wait={seconds}");

    public static Task<Grant> ClaimAsync(this Api api, Reservation reservation) =>
        api.SendAsync<Grant>(HttpMethod.Post, $"reservations/{reservation.ReservationId}/claim");

    public static Task CancelAsync(this Api api, Reservation reservation) =>
        api.SendAsync(HttpMethod.Delete, $"reservations/{reservation.ReservationId}");

    public static Task UnlockAsync(this Api api, Granted granted) =>
        api.SendAsync(HttpMethod.Post, $"resources/{granted.ResourceId}/unlock", new { granted.LockToken });
}
