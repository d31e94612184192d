namespace RentABot.Persistence.Tests.Sagas;

internal sealed class SpoiledException : Exception;
