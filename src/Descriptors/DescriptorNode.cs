namespace RentABot.Descriptors;

/// <summary>A part of a descriptor's text, with the line that it begins on.</summary>
internal abstract record DescriptorNode(long Line);
