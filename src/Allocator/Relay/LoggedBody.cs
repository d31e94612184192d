using System.Net.Mime;
using System.Runtime.CompilerServices;
using MassTransit;
using MassTransit.Serialization;

namespace RentABot.Allocator.Relay;

/// <summary>
/// An event's body as it was logged, which is what its message is to carry, so that it is not read only for the same to be
/// written again.
/// </summary>
internal sealed class LoggedBody(LoggedEvent row) : RawMessageSerializer, IMessageSerializer
{
    private static readonly Dictionary<string, object> Messages = typeof(Contracts.Event).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Contracts.Event)) && !type.IsAbstract)
        .ToDictionary(type => type.Name, RuntimeHelpers.GetUninitializedObject);

    public ContentType ContentType => SystemTextJsonRawMessageSerializer.JsonContentType;

    /// <summary>Tells where the event is published; nothing reads more of it.</summary>
    public static object MessageOf(LoggedEvent row) => Messages[row.Type];

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        SetRawMessageHeaders(context);
        return new StringMessageBody(row.Body);
    }
}
