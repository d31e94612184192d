namespace RentABot.Load.Http;

/// <summary>An answer is not what it has to be, so what was measured is no figure.</summary>
internal sealed class WrongAnswerException(string message) : Exception(message);
