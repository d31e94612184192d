namespace RentABot.Persistence.Archives;

/// <summary>How far a backup or a restore is.</summary>
/// <param name="Step">What is being done, such as <c>saved</c>.</param>
/// <param name="Table">With which table.</param>
/// <param name="Rows">How many of its rows are done.</param>
/// <param name="Complete">These are all.</param>
public readonly record struct ArchiveProgress(string Step, string Table, long Rows, bool Complete);
