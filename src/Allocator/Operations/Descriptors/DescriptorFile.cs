using RentABot.Descriptors;
using RentABot.Persistence;

namespace RentABot.Allocator.Operations.Descriptors;

/// <summary>A descriptor in a file, or where a program's input and output are.</summary>
internal static class DescriptorFile
{
    /// <summary>Standard input or output.</summary>
    public const string Standard = "-";

    private const int MaxSize = 16 << 20;

    public static string NameOf(string file) => file == Standard ? "standard input" : file;

    /// <param name="file">A path, or <see cref="Standard"/>.</param>
    /// <param name="neighbour">Whose file it is; null: a descriptor.</param>
    /// <exception cref="OperationException">It cannot be read, or something is wrong in it.</exception>
    public static async Task<Descriptor> ReadAsync(string file, string? neighbour)
    {
        try
        {
            var bytes = await ReadBytesAsync(file);
            var descriptor = neighbour is null
                ? DescriptorReader.Read(bytes, file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                : DescriptorFormats.Neighbours[neighbour](bytes);
            return descriptor.Errors.Any ? throw OperationException.WrongInput(Summary(file, descriptor)) : descriptor;
        }
        catch (DescriptorSyntaxException exception)
        {
            throw OperationException.WrongInput($"{NameOf(file)}: {Plain.Text(exception.Message)}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OperationException.WrongInput($"{NameOf(file)}: {Plain.Text(UnreadableFile.Reason(file, exception))}");
        }
    }

    /// <summary>A file is there as a whole or as it was before.</summary>
    public static async Task WriteAsync(string file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (file == Standard)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(bytes, cancellationToken);
            return;
        }

        var target = Path.GetFullPath(file);
        if (target.StartsWith("/dev/", StringComparison.Ordinal))
        {
            throw OperationException.WrongInput($"{file} is no file that could be replaced; without it, export writes to standard output");
        }

        await WholeFile.WriteAsync(target, stream => stream.WriteAsync(bytes, cancellationToken).AsTask());
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(string file)
    {
        await using var stream = file == Standard ? Console.OpenStandardInput() : File.OpenRead(file);
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
        {
            if (bytes.Length + read > MaxSize) throw OperationException.WrongInput($"{NameOf(file)}: it is larger than {MaxSize >> 20} MiB");
            bytes.Write(buffer, 0, read);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static string Summary(string file, Descriptor descriptor)
    {
        var lines = descriptor.Errors.ToDictionary().SelectMany(pair => pair.Value.Select(message => "\n  " + Plain.Text($"{pair.Key}: {message}")));
        return $"{NameOf(file)}: not imported; errors: {descriptor.Errors.Count}{string.Concat(lines)}";
    }
}
