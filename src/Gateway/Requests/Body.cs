using System.Reflection;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Settings;

namespace RentABot.Gateway.Requests;

/// <summary>A JSON body, bound with an error at each field that is wrong. No body counts as an empty object.</summary>
internal sealed record Body<T>(T Value)
    where T : class
{
    public static async ValueTask<Body<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var bytes = await ReadAsync(context);
        return new Body<T>(JsonBinder.Bind<T>(bytes.IsEmpty ? "{}"u8.ToArray() : bytes));
    }

    /// <summary>The body's bytes, which are said to be JSON; none when there is no body.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<GatewayOptions>>().Value;
        var bytes = await BodyReader.ReadAsync(context, options.MaxBodySize);
        if (bytes.IsEmpty || context.Request.HasJsonContentType()) return bytes;
        throw new ProblemException(ProblemCatalog.UnsupportedMediaType("application/json"));
    }
}
