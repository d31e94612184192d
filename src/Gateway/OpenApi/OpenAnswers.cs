using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RentABot.Gateway.Problems;

namespace RentABot.Gateway.OpenApi;

/// <summary>Requests take nothing unknown, but answers may get more members: clients must not be strict about them.</summary>
internal sealed class OpenAnswers : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(ProblemDocument) || type.Name.EndsWith("Response", StringComparison.Ordinal))
        {
            schema.AdditionalPropertiesAllowed = true;
            schema.AdditionalProperties = null;
        }

        return Task.CompletedTask;
    }
}
