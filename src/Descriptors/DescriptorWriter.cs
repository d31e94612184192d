using System.Text.RegularExpressions;
using RentABot.Contracts;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace RentABot.Descriptors;

/// <summary>Writes resources as a descriptor whose import would change nothing.</summary>
internal static partial class DescriptorWriter
{
    /// <summary>No folding of long lines: it is one line a value.</summary>
    private static readonly EmitterSettings Settings = new(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024);

    public static string Write(IEnumerable<ResourceDescription> resources)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        emitter.Emit(new MappingStart());
        foreach (var resource in resources)
        {
            Emit(resource.Name);
            emitter.Emit(new MappingStart());
            EmitPair("description", resource.Description);
            EmitPair("endpoint", resource.Endpoint);
            EmitPair("tags", string.Join(',', resource.Tags));
            if (resource.MaxLockDuration is { } seconds)
            {
                Emit("max_lock_duration");
                emitter.Emit(new YamlScalar(seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }

            emitter.Emit(new MappingEnd());
        }

        emitter.Emit(new MappingEnd());
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();

        void EmitPair(string property, string value)
        {
            Emit(property);
            Emit(value);
        }

        void Emit(string value) => emitter.Emit(new YamlScalar(
            AnchorName.Empty, TagName.Empty, value, StyleOf(value), isPlainImplicit: true, isQuotedImplicit: true));
    }

    // Whatever another reader could take for something else than text is quoted.
    private static ScalarStyle StyleOf(string value) =>
        PlainText().IsMatch(value) && !SpecialWord().IsMatch(value) ? ScalarStyle.Any : ScalarStyle.DoubleQuoted;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9 _./:@+=,()-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainText();

    [GeneratedRegex(@"^(true|false|yes|no|on|off|y|n|null)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpecialWord();
}
