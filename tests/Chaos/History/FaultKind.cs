namespace RentABot.Chaos.History;

internal enum FaultKind
{
    /// <summary>SIGKILL, until the service is ready again.</summary>
    Kill,

    /// <summary>SIGSTOP to SIGCONT.</summary>
    Pause,
    BrokerRestart,
    DatabaseRestart,

    /// <summary><c>pg_terminate_backend</c>.</summary>
    ConnectionsTerminated,
    PoolRunDry,
    RowHeld,
    SlowConnection,
    CutConnection,
    MessagesDoubled,
    PoisonMessage,
}
