namespace RentABot.Persistence.Archives;

/// <summary>What an archive holds, so that it can be checked before anything is changed.</summary>
/// <param name="Format">Always <see cref="ArchiveFormat.Name"/>.</param>
/// <param name="FormatVersion">Grows when older programs could not read it.</param>
/// <param name="CreatedAt">By the clock of the database that was saved.</param>
/// <param name="Product">The version of the program that saved it.</param>
/// <param name="Tables">The tables in the order in which they can be inserted.</param>
internal sealed record ArchiveManifest(
    string Format, int FormatVersion, DateTimeOffset CreatedAt, string Product, IReadOnlyList<ArchivedTable> Tables);
