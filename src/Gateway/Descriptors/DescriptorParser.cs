using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace RentABot.Gateway.Descriptors;

/// <summary>
/// Takes a text apart, keeping lines. YAML is read event by event and not into YamlDotNet's own model, so that deep
/// nesting and aliases of aliases cost no more than their text.
/// </summary>
internal sealed class DescriptorParser
{
    private const int MaxDepth = 8;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<AnchorName, DescriptorNode> _anchors = [];
    private readonly Parser _events;

    private DescriptorParser(string text) => _events = new Parser(new StringReader(text));

    /// <summary>The descriptor's root, or null when there is nothing in it.</summary>
    /// <param name="bytes">UTF-8 text.</param>
    /// <param name="isJson">It has to be JSON; that is YAML too, but not all of YAML is JSON.</param>
    public static DescriptorNode? Parse(ReadOnlyMemory<byte> bytes, bool isJson)
    {
        try
        {
            var text = StrictUtf8.GetString(bytes.Span);
            if (string.IsNullOrWhiteSpace(text)) return null;
            if (isJson) JsonDocument.Parse(bytes).Dispose();
            return new DescriptorParser(text).ReadDocument();
        }
        catch (ArgumentException)
        {
            throw new DescriptorSyntaxException(1, "it is not UTF-8 text");
        }
        catch (JsonException exception)
        {
            throw new DescriptorSyntaxException((exception.LineNumber ?? 0) + 1, "it is not JSON");
        }
        catch (YamlException exception)
        {
            throw new DescriptorSyntaxException(exception.Start.Line, exception.Message);
        }
    }

    private DescriptorNode? ReadDocument()
    {
        _events.Consume<StreamStart>();
        if (!_events.TryConsume<DocumentStart>(out _)) return null;
        var root = ReadNode(1);
        _events.Consume<DocumentEnd>();
        if (_events.TryConsume<DocumentStart>(out var second))
        {
            throw new DescriptorSyntaxException(second.Start.Line, "there is a second document");
        }

        return root is DescriptorText { IsNull: true } ? null : root;
    }

    private DescriptorNode ReadNode(int depth)
    {
        var line = _events.Current!.Start.Line;
        if (depth > MaxDepth) throw new DescriptorSyntaxException(line, "it is nested too deeply");
        if (_events.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value, out var known)
                ? known
                : throw new DescriptorSyntaxException(line, $"there is no &{alias.Value} before it");
        }

        var anchor = (_events.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        DescriptorNode node = _events.Current switch
        {
            YamlScalar => ReadText(),
            SequenceStart => ReadList(line, depth),
            MappingStart => ReadMap(line, depth),
            _ => throw new DescriptorSyntaxException(line, "it is not understood"),
        };
        if (!anchor.IsEmpty) _anchors[anchor] = node;
        return node;
    }

    private DescriptorText ReadText()
    {
        var scalar = _events.Consume<YamlScalar>();
        var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is ("" or "~" or "null" or "Null" or "NULL");
        return new DescriptorText(scalar.Start.Line, scalar.Value, isNull);
    }

    private DescriptorList ReadList(long line, int depth)
    {
        _events.Consume<SequenceStart>();
        var items = new List<DescriptorNode>();
        while (!_events.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(depth + 1));
        return new DescriptorList(line, items);
    }

    private DescriptorMap ReadMap(long line, int depth)
    {
        _events.Consume<MappingStart>();
        var entries = new List<KeyValuePair<DescriptorText, DescriptorNode>>();
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth + 1) is not DescriptorText key) throw new DescriptorSyntaxException(line, "a name is not a single value");
            entries.Add(KeyValuePair.Create(key, ReadNode(depth + 1)));
        }

        return new DescriptorMap(line, entries);
    }
}
