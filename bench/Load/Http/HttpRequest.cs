using System.Text;

namespace RentABot.Load.Http;

/// <summary>A request as bytes.</summary>
internal static class HttpRequest
{
    public static byte[] Get(string path, string headers = "") => Encode($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n");

    public static byte[] Delete(string path) => Encode($"DELETE {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    /// <param name="path">From the root.</param>
    /// <param name="body">JSON.</param>
    public static byte[] Post(string path, string body = "") => Encode(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private static byte[] Encode(string request) => Encoding.UTF8.GetBytes(request);
}
