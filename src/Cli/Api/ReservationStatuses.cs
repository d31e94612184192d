namespace RentABot.Cli.Api;

/// <summary>Where a reservation can stand.</summary>
internal static class ReservationStatuses
{
    public const string Pending = "pending";
    public const string Fulfilled = "fulfilled";
    public const string Claimed = "claimed";
    public const string Released = "released";
    public const string Cancelled = "cancelled";
    public const string Expired = "expired";

    public static readonly string[] All = [Pending, Fulfilled, Claimed, Released, Cancelled, Expired];
}
