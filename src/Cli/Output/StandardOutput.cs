using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RentABot.Cli.Output;

/// <summary>
/// Standard output, whose reader may go: the console of .NET then takes everything as written, and a program that never
/// ends by itself would go on for nobody.
/// </summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    public static Stream Open()
    {
        if (OperatingSystem.IsWindows()) return Console.OpenStandardOutput();
        try
        {
            var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);

            // A file has no reader who could go, and others may write to its end as well.
            return stream.CanSeek ? Console.OpenStandardOutput() : stream;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // It was closed before the start.
            return Stream.Null;
        }
    }

    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);
}
