using RentABot.Gateway.Json;

namespace RentABot.Gateway.Requests;

/// <summary>Takes tags out of requests, and tells of the old way to write them.</summary>
internal sealed partial class TagLists(ILogger<TagLists> logger)
{
    public IReadOnlyList<string>? Take(TagList? list)
    {
        if (list is { OldForm: true }) LogOldForm(list.Tags.Count);
        return list?.Tags;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} tags came separated by spaces; separate them by commas")]
    private partial void LogOldForm(int count);
}
