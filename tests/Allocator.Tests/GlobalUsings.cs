global using RentABot.Allocator.Tests.Support;
global using RentABot.Contracts;
