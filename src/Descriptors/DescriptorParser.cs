using System.Text;
using System.Text.Json;
using RentABot.Rules;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace RentABot.Descriptors;

/// <summary>
/// Takes a text apart, keeping lines. YAML is read event by event and not into YamlDotNet's own model, so that deep
/// nesting and aliases of aliases cost no more than their text.
/// </summary>
internal sealed class DescriptorParser
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int MaxNameInPlace = 128;

    private readonly Dictionary<AnchorName, DescriptorNode> _anchors = [];
    private readonly Stack<string> _names = [];
    private readonly Parser _events;
    private readonly ParserLimits _limits;

    private DescriptorParser(string text, ParserLimits limits)
    {
        _events = new Parser(new StringReader(text));
        _limits = limits;
    }

    /// <summary>The descriptor's root, or null when there is nothing in it.</summary>
    /// <param name="bytes">UTF-8 text.</param>
    /// <param name="isJson">It has to be JSON; that is YAML too, but not all of YAML is JSON.</param>
    /// <param name="limits">What may be in it.</param>
    public static DescriptorNode? Parse(ReadOnlyMemory<byte> bytes, bool isJson, ParserLimits limits)
    {
        var text = Decode(bytes);
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (isJson) CheckJson(bytes);
        return new DescriptorParser(text, limits).ReadAll();
    }

    private static string Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var text = StrictUtf8.GetString(bytes.Span);

            // The parser takes a NUL for the end and would leave out what comes after it.
            var end = text.IndexOf('\0', StringComparison.Ordinal);
            return end < 0 ? text : throw new DescriptorSyntaxException(text.AsSpan(0, end).Count('\n') + 1, "there is a NUL character");
        }
        catch (DecoderFallbackException)
        {
            throw new DescriptorSyntaxException(1, "it is not UTF-8 text");
        }
    }

    private static void CheckJson(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            JsonDocument.Parse(bytes).Dispose();
        }
        catch (JsonException exception)
        {
            throw new DescriptorSyntaxException((exception.LineNumber ?? 0) + 1, $"it is not JSON from byte {(exception.BytePositionInLine ?? 0) + 1} of the line on");
        }
    }

    private DescriptorNode? ReadAll()
    {
        try
        {
            return ReadDocument();
        }
        catch (YamlException exception)
        {
            throw new DescriptorSyntaxException(exception.Start.Line, exception.Message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // YamlDotNet itself loses its way in some texts that are no YAML, such as "a: [x" before a "b:".
            throw new DescriptorSyntaxException(_events.Current?.End.Line ?? 1, "it is not understood");
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
        if (depth > _limits.MaxDepth) throw new DescriptorSyntaxException(line, "it is nested too deeply");
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
        if (scalar.Value.Length > _limits.MaxText)
        {
            throw new DescriptorSyntaxException(
                scalar.Start.Line, $"{Place()}the text has {scalar.Value.Length} characters; allowed are {_limits.MaxText}");
        }

        if (!IsUnicode(scalar.Value)) throw new DescriptorSyntaxException(scalar.Start.Line, "a text is not Unicode");
        var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is ("" or "~" or "null" or "Null" or "NULL");
        return new DescriptorText(scalar.Start.Line, scalar.Value, isNull);
    }

    /// <summary>An escape such as \ud800 can name half a character.</summary>
    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])) return false;
        }

        return true;
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
            _names.Push(key.Text);
            entries.Add(KeyValuePair.Create(key, ReadNode(depth + 1)));
            _names.Pop();
        }

        return new DescriptorMap(line, entries);
    }

    /// <summary>A file may be one long line, so that a line's number says little.</summary>
    private string Place() => string.Concat(_names.Reverse().Select(name => $"{name.Cut(MaxNameInPlace)}: "));
}
