using System.Reflection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RentABot.Descriptors;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Gateway.Settings;

namespace RentABot.Gateway.Descriptors;

/// <summary>A descriptor as a request body, in YAML or in JSON.</summary>
internal sealed record DescriptorBody(Descriptor Descriptor)
{
    private static readonly HashSet<string> YamlTypes =
        new(["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"], StringComparer.OrdinalIgnoreCase);

    public static async ValueTask<DescriptorBody> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var isJson = context.Request.HasJsonContentType();
        if (!isJson && !IsYaml(context.Request))
        {
            throw new ProblemException(ProblemCatalog.UnsupportedMediaType("application/yaml or application/json"));
        }

        var options = context.RequestServices.GetRequiredService<IOptions<GatewayOptions>>().Value;
        var bytes = await BodyReader.ReadAsync(context, options.MaxImportSize);
        try
        {
            var descriptor = DescriptorReader.Read(bytes, isJson);
            return descriptor.Errors.Any
                ? throw new ProblemException(ProblemCatalog.Invalid(descriptor.Errors))
                : new DescriptorBody(descriptor);
        }
        catch (DescriptorSyntaxException exception)
        {
            throw new ProblemException(isJson
                ? ProblemCatalog.MalformedJsonDescriptor(exception.Message)
                : ProblemCatalog.MalformedYamlDescriptor(exception.Message));
        }
    }

    private static bool IsYaml(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && YamlTypes.Contains(type.MediaType.ToString());
}
