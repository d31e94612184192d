using RentABot.Load.Loops;

namespace RentABot.Load.Peers;

/// <summary>Connects that many clients to a server with these resources, in the order in which they were registered.</summary>
internal delegate Task<IReadOnlyList<IClient>> ConnectClients(Uri server, IReadOnlyList<long> resources, int clients);
