namespace RentABot.Gateway.Live;

/// <summary>A listener did not take what it was sent in time.</summary>
internal sealed class SlowListenerException : Exception;
