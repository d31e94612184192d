using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RentABot.Gateway.Access;
using RentABot.Gateway.Json;
using RentABot.Rules;

namespace RentABot.Gateway.OpenApi;

/// <summary>Bodies, headers and types of parameters that ASP.NET cannot see, as the endpoints read them themselves.</summary>
internal sealed class OperationDetails : IOpenApiOperationTransformer
{
    private static readonly HashSet<string> Numbers = ["page", "limit", "wait", "id", "quantity", "ttl"];
    private static readonly HashSet<string> Flags = ["locked", "available", "unavailable", "force", "prune"];

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        TypeParameters(operation);
        foreach (var header in metadata.OfType<HeaderMetadata>()) AddHeader(operation, header);
        foreach (var query in metadata.OfType<QueryMetadata>()) AddQuery(operation, query);
        if (metadata.OfType<RoleMetadata>().LastOrDefault() is { } role) AddRole(operation, role, context.Document!);
        if (metadata.OfType<BodyMetadata>().LastOrDefault() is { } body) await AddBodyAsync(operation, body, context, cancellationToken);
    }

    private static void AddRole(OpenApiOperation operation, RoleMetadata role, OpenApiDocument document)
    {
        operation.Description = $"{operation.Description}\n\nRole: `{Roles.NameOf(role.Least)}`.".Trim();
        operation.Security = [.. DocumentHead.SecuritySchemes.Keys
            .Select(name => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] })];
    }

    private static void TypeParameters(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Query))
        {
            parameter.Schema = SchemaOf(parameter.Name!);
        }
    }

    private static void AddHeader(OpenApiOperation operation, HeaderMetadata header) => operation.Parameters!.Add(new OpenApiParameter
    {
        Name = header.Name,
        In = ParameterLocation.Header,
        Description = header.Description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    });

    private static void AddQuery(OpenApiOperation operation, QueryMetadata query)
    {
        foreach (var property in GatewayJson.Options.GetTypeInfo(query.Request).Properties)
        {
            operation.Parameters!.Add(new OpenApiParameter
            {
                Name = property.Name,
                In = ParameterLocation.Query,
                Description = "The same as in the body, which is then left out",
                Schema = SchemaOf(property.Name),
            });
        }
    }

    private static async Task AddBodyAsync(
        OpenApiOperation operation, BodyMetadata body, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(body.Body, null, cancellationToken);
        IOpenApiSchema reference = schema;
        if (body.Body != typeof(string) && context.Document is { } document)
        {
            document.AddComponent(body.Body.Name, schema);
            reference = new OpenApiSchemaReference(body.Body.Name, document);
        }

        operation.RequestBody = new OpenApiRequestBody
        {
            Required = body.Required,
            Content = body.ContentTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = reference }),
        };
    }

    private static OpenApiSchema SchemaOf(string parameter) => new()
    {
        Type = Numbers.Contains(parameter) ? JsonSchemaType.Integer
            : Flags.Contains(parameter) ? JsonSchemaType.Boolean
            : JsonSchemaType.String,
        Format = parameter == "since" ? "date-time" : null,
    };
}
