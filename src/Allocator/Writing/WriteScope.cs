using Microsoft.Extensions.DependencyInjection;

namespace RentABot.Allocator.Writing;

/// <summary>The scope of the present write transaction, as what runs inside it is handed it.</summary>
internal sealed class WriteScope(IServiceProvider services) : IServiceScope
{
    public IServiceProvider ServiceProvider => services;

    public void Dispose()
    {
        // The scope belongs to the write loop, which disposes it.
    }
}
