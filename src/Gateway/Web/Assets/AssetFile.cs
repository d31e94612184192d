namespace RentABot.Gateway.Web.Assets;

/// <param name="Content">Its bytes.</param>
/// <param name="Tag">Told by its content.</param>
/// <param name="ContentType">As browsers are told.</param>
internal sealed record AssetFile(byte[] Content, string Tag, string ContentType);
