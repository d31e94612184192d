namespace RentABot.Allocator.Tests.Queue.Model;

internal sealed class BrokenRuleException(string rule) : Exception(rule);
