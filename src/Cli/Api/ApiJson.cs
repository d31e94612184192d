using System.Text.Json;
using System.Text.Json.Serialization;

namespace RentABot.Cli.Api;

/// <summary>Bodies as the server writes them. What is new in a later server does no harm here.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResourcePage))]
[JsonSerializable(typeof(GrantAnswer))]
[JsonSerializable(typeof(GrantedLock))]
[JsonSerializable(typeof(ReservationPage))]
[JsonSerializable(typeof(Reservation))]
[JsonSerializable(typeof(Resource))]
[JsonSerializable(typeof(ExpiredLocks))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(Caller))]
[JsonSerializable(typeof(Readiness))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(UnlockResults))]
[JsonSerializable(typeof(Unlocked))]
[JsonSerializable(typeof(Extended))]
[JsonSerializable(typeof(EndedLock))]
[JsonSerializable(typeof(LockRequest))]
[JsonSerializable(typeof(ReservationRequest))]
[JsonSerializable(typeof(UnlockBatchRequest))]
[JsonSerializable(typeof(ForcedUnlockRequest))]
[JsonSerializable(typeof(ExtendRequest))]
[JsonSerializable(typeof(UnavailableRequest))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ApiJson : JsonSerializerContext;
