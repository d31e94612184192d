namespace RentABot.Descriptors;

/// <summary>A single value.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Text">What it says, whatever its type.</param>
/// <param name="IsNull">It says nothing: left out, <c>~</c> or <c>null</c>.</param>
internal sealed record DescriptorText(long Line, string Text, bool IsNull) : DescriptorNode(Line);
