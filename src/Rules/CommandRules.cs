using RentABot.Contracts;

namespace RentABot.Rules;

/// <summary>
/// What a command must satisfy whatever the state is. The gateway applies it before it sends, the allocator before it
/// acts, since commands also come straight from the bus.
/// </summary>
public static class CommandRules
{
    public static Violations Check(object command)
    {
        var violations = new Violations();
        switch (command)
        {
            case LockResources lockResources:
                CheckSelection(lockResources, required: true, violations);
                CheckText(lockResources.Details, "details", violations);
                CheckClientId(lockResources.ClientId, violations);
                break;
            case UnlockResource unlock:
                CheckUnlock(unlock, violations);
                break;
            case UnlockBatch batch:
                CheckBatch(batch, violations);
                break;
            case ExtendLock extend:
                CheckExtend(extend, violations);
                break;
            case CreateReservation reservation:
                CheckReservation(reservation, violations);
                break;
            case CancelReservation cancel:
                CheckText(cancel.Reason, "reason", violations);
                break;
            case RegisterResource register:
                CheckName(register.Name, "name", violations);
                CheckDescription(register.Description, register.Endpoint, register.Tags, register.MaxLockDuration, "", violations);
                break;
            case UpdateResource update:
                if (update.Name is not null) CheckName(update.Name, "name", violations);
                CheckDescription(update.Description, update.Endpoint, update.Tags, update.MaxLockDuration, "", violations);
                violations.AddIf(update.ResetMaxLockDuration && update.MaxLockDuration is not null,
                    "max_lock_duration", "cannot be both set and reset");
                break;
            case ImportResources import:
                CheckImport(import, violations);
                break;
            case MarkUnavailable unavailable:
                CheckMaintenance(unavailable, violations);
                break;
        }

        return violations;
    }

    /// <summary>The rules of one descriptor entry, its fields prefixed, so that an importer can name the entry's line.</summary>
    public static void CheckEntry(ResourceDescription entry, string prefix, Violations violations)
    {
        CheckName(entry.Name, prefix + "name", violations);

        // JSON may say null where the contract does not.
        violations.AddIf(entry.Description is null, prefix + "description", "must not be null");
        violations.AddIf(entry.Endpoint is null, prefix + "endpoint", "must not be null");
        violations.AddIf(entry.Tags is null, prefix + "tags", "must not be null");
        CheckDescription(entry.Description, entry.Endpoint, entry.Tags, entry.MaxLockDuration, prefix, violations);
    }

    private static void CheckSelection(ISelection selection, bool required, Violations violations)
    {
        var given = (selection.ResourceId is null ? 0 : 1) + (selection.Name is null ? 0 : 1)
            + (selection.Tags is not { Count: > 0 } ? 0 : 1) + (selection.Expression is null ? 0 : 1);
        violations.AddIf(given > 1, "tags", "give only one of id, name, tags and expression");
        violations.AddIf(required && given == 0, "tags", "give one of id, name, tags and expression");
        violations.AddIf(selection.Quantity is < 1 or > Limits.MaxQuantity, "quantity", $"must be 1–{Limits.MaxQuantity}");
        violations.AddIf(selection.Quantity > 1 && (selection.ResourceId is not null || selection.Name is not null),
            "quantity", "must be 1 where one resource is named");
        violations.AddIf(selection.Ttl is < 1 or > Limits.MaxLockDuration, "ttl", $"must be 1–{Limits.MaxLockDuration} seconds");
        TagSyntax.Check(selection.Tags, "tags", violations);
        LabelExpression.Check(selection.Expression, "expression", violations);
        if (selection.Name is not null) CheckName(selection.Name, "name", violations);
    }

    private static void CheckReservation(CreateReservation reservation, Violations violations)
    {
        CheckSelection(reservation, required: true, violations);
        CheckClientId(reservation.ClientId, violations);
        CheckText(reservation.Details, "details", violations);
        violations.AddIf(reservation.Priority is < Limits.MinPriority or > Limits.MaxPriority,
            "priority", $"must be {Limits.MinPriority} (most urgent) to {Limits.MaxPriority}");
        violations.AddIf(reservation.MaxWaitTime is < 1 or > Limits.MaxWaitTime,
            "max_wait_time", $"must be 1–{Limits.MaxWaitTime} seconds");
        violations.AddIf(reservation.ClaimWindow is < 1 or > Limits.MaxClaimWindow,
            "claim_window", $"must be 1–{Limits.MaxClaimWindow} seconds");
    }

    private static void CheckUnlock(UnlockResource unlock, Violations violations)
    {
        violations.AddIf(!unlock.Force && string.IsNullOrEmpty(unlock.LockToken), "lock_token", "is required unless force is true");
        violations.AddIf(unlock.LockToken is { Length: > Limits.MaxTokenLength },
            "lock_token", $"must not be longer than {Limits.MaxTokenLength} characters");
        CheckText(unlock.Reason, "reason", violations);
    }

    private static void CheckBatch(UnlockBatch batch, Violations violations)
    {
        violations.AddIf(batch.LockTokens is not { Count: >= 1 and <= Limits.MaxBatch }, "lock_tokens", $"must be 1–{Limits.MaxBatch} tokens");
        violations.AddIf(batch.LockTokens?.Any(token => string.IsNullOrEmpty(token) || token.Length > Limits.MaxTokenLength) == true,
            "lock_tokens", $"each must be 1–{Limits.MaxTokenLength} characters");
    }

    private static void CheckExtend(ExtendLock extend, Violations violations)
    {
        violations.AddIf(string.IsNullOrEmpty(extend.LockToken), "lock_token", "is required");
        violations.AddIf(extend.LockToken is { Length: > Limits.MaxTokenLength },
            "lock_token", $"must not be longer than {Limits.MaxTokenLength} characters");
        violations.AddIf(extend.AdditionalTtl is null == extend.Ttl is null, "ttl", "give exactly one of additional_ttl and ttl");
        violations.AddIf(extend.AdditionalTtl is < 1 or > Limits.MaxLockDuration,
            "additional_ttl", $"must be 1–{Limits.MaxLockDuration} seconds");
        violations.AddIf(extend.Ttl is < 1 or > Limits.MaxLockDuration, "ttl", $"must be 1–{Limits.MaxLockDuration} seconds");
    }

    private static void CheckImport(ImportResources import, Violations violations)
    {
        violations.AddIf(import.Resources is not { Count: >= 1 and <= Limits.MaxImport }, "resources", $"must be 1–{Limits.MaxImport} entries");
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < import.Resources?.Count; index++)
        {
            var entry = import.Resources[index];
            violations.AddIf(entry is null, $"resources[{index}]", "must not be null");
            if (entry is null) continue;
            CheckEntry(entry, $"resources[{index}].", violations);
            violations.AddIf(!names.Add(entry.Name), $"resources[{index}].name", $"'{entry.Name}' is there twice");
        }
    }

    private static void CheckMaintenance(MarkUnavailable unavailable, Violations violations)
    {
        violations.AddIf(string.IsNullOrWhiteSpace(unavailable.Reason), "reason", "is required");
        CheckText(unavailable.Reason, "reason", violations);
        violations.AddIf(unavailable.From is { } from && unavailable.Until is { } until && until <= from, "until", "must be later than from");
    }

    private static void CheckName(string? name, string field, Violations violations)
    {
        if (string.IsNullOrEmpty(name) || name.Length > Limits.MaxNameLength || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            violations.Add(field, $"must be 1–{Limits.MaxNameLength} characters without white space or control characters");
        }
    }

    private static void CheckDescription(
        string? description, string? endpoint, IReadOnlyList<string>? tags, int? maxLockDuration, string prefix, Violations violations)
    {
        CheckText(description, prefix + "description", violations);
        CheckText(endpoint, prefix + "endpoint", violations);
        TagSyntax.Check(tags, prefix + "tags", violations);
        violations.AddIf(maxLockDuration is < 1 or > Limits.MaxLockDuration,
            prefix + "max_lock_duration", $"must be 1–{Limits.MaxLockDuration} seconds");
    }

    private static void CheckClientId(string? clientId, Violations violations)
    {
        violations.AddIf(clientId is { Length: 0 or > Limits.MaxClientIdLength }, "client_id", $"must be 1–{Limits.MaxClientIdLength} characters");
        violations.AddIf(clientId?.Any(char.IsControl) == true, "client_id", "must not have control characters");
    }

    private static void CheckText(string? text, string field, Violations violations)
    {
        violations.AddIf(text is { Length: > Limits.MaxTextLength }, field, $"must not be longer than {Limits.MaxTextLength} characters");
        violations.AddIf(text?.Contains('\0', StringComparison.Ordinal) == true, field, "must not have a NUL character");
    }
}
