using System.Globalization;

namespace RentABot.Gateway.Audit;

/// <summary>
/// How far a reader of the audit trail is. Events and refused attempts are both numbered under the write lock, so that
/// nothing ever comes in behind it.
/// </summary>
/// <param name="Sequence">Of the last event that was read, or passed over.</param>
/// <param name="RefusalId">Of the last refused attempt that was read, or passed over.</param>
internal readonly record struct AuditPosition(long Sequence, long RefusalId)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}.{RefusalId}");

    public static bool TryParse(string text, out AuditPosition position)
    {
        position = default;
        var parts = text.Split('.');
        if (parts.Length != 2 || !TryRead(parts[0], out var sequence) || !TryRead(parts[1], out var refusal)) return false;
        position = new AuditPosition(sequence, refusal);
        return true;
    }

    private static bool TryRead(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
