using System.CommandLine;

namespace RentABot.Allocator.Operations;

/// <summary>
/// Does an operator's work on the database that the program, its settings and its command line name, and returns one of
/// <see cref="ExitCodes"/>.
/// </summary>
internal delegate Task<int> RunOperation(ParseResult commandLine, DatabaseUse use, Operation work);
