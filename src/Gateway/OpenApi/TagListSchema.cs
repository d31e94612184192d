using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RentABot.Gateway.Json;

namespace RentABot.Gateway.OpenApi;

/// <summary>Tags come as an array or as one string.</summary>
internal sealed class TagListSchema : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type != typeof(TagList)) return Task.CompletedTask;
        schema.OneOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            new OpenApiSchema { Type = JsonSchemaType.String, Description = "Comma-separated" },
        ];
        return Task.CompletedTask;
    }
}
