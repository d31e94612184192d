using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace RentABot.Persistence.Sqlite;

/// <summary>
/// SQLite has no type for instants: they are kept as microseconds since 1970, which is PostgreSQL's resolution, so
/// that both databases order and compare them alike.
/// </summary>
internal sealed class UnixMicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(
    instant => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
    microseconds => new DateTimeOffset(DateTimeOffset.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero));
