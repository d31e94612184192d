namespace RentABot.Descriptors;

/// <summary>A text is not YAML, or not JSON where it says so.</summary>
internal sealed class DescriptorSyntaxException(long line, string reason) : Exception($"line {line}: {reason}");
