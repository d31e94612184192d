using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace RentABot.Gateway.OpenApi;

/// <summary>Shows what the main calls look like.</summary>
internal sealed class OperationExamples : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, string> Requests = new()
    {
        ["CreateResource"] = """{"name": "board-1", "description": "i.MX8 board, rack 3", "endpoint": "ssh://board-1.lab", "tags": ["arm", "mx8"], "max_lock_duration": 86400}""",
        ["UpdateResource"] = """{"tags": "arm,mx8,camera", "description": null}""",
        ["ImportResources"] = "\"board-1:\\n  description: i.MX8 board, rack 3\\n  endpoint: ssh://board-1.lab\\n  tags: arm,mx8\\n  max_lock_duration: 86400\\n\"",
        ["LockResource"] = """{"ttl": 1800, "client_id": "ci-4711", "details": "nightly tests"}""",
        ["LockResources"] = """{"tags": ["arm"], "quantity": 2, "ttl": 1800, "client_id": "ci-4711", "wait": 60}""",
        ["UnlockResource"] = """{"lock_token": "the token of the grant"}""",
        ["UnlockBatch"] = """{"lock_tokens": ["one token", "another token"]}""",
        ["ExtendLock"] = """{"lock_token": "the token of the grant", "ttl": 1800}""",
        ["CreateReservation"] = """{"expression": "arm && (camera || hdmi) && !broken", "quantity": 2, "ttl": 1800, "client_id": "ci-4711", "priority": 5, "max_wait_time": 3600}""",
        ["CreateWebhook"] = """{"url": "https://ci.example.com/rent-a-bot", "types": ["LockAcquired", "LockReleased"], "tags": ["arm"]}""",
        ["UpdateWebhook"] = """{"enabled": false}""",
        ["Redeliver"] = """{"status": "parked"}""",
        ["MarkUnavailable"] = """{"reason": "new power supply", "until": "2030-01-31T12:00:00Z"}""",
    };

    private static readonly Dictionary<string, string> Answers = new()
    {
        ["ImportResources"] = """{"created": 1, "updated": 0, "unchanged": 11, "pruned": 0, "skipped": 0, "created_names": ["board-1"], "updated_names": [], "pruned_names": [], "skipped_names": [], "warnings": []}""",
        ["UnlockBatch"] = """{"unlocked": 1, "results": [{"resource_id": 1, "result": "unlocked"}, {"result": "unknown_token"}]}""",
        ["ExtendLock"] = """{"expires_at": "2030-01-31T12:30:00Z", "total_lock_duration": 3600}""",
        ["WhoAmI"] = """{"name": "anonymous", "role": "admin", "limits": null}""",
        ["ListExpired"] = """{"expired": [{"resource_id": 1, "resource_name": "board-1", "client_id": "ci-4711", "acquired_at": "2030-01-31T11:30:00Z", "expired_at": "2030-01-31T12:00:00Z"}]}""",
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var id = operation.OperationId ?? "";
        if (Requests.TryGetValue(id, out var request)) Show(operation.RequestBody?.Content?.Values, request);
        if (Answers.TryGetValue(id, out var answer)) Show(operation.Responses?["200"].Content?.Values, answer);
        return Task.CompletedTask;
    }

    private static void Show(IEnumerable<OpenApiMediaType>? contents, string example)
    {
        foreach (var content in contents ?? []) content.Example = JsonNode.Parse(example);
    }
}
