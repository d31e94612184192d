namespace RentABot.Rules;

/// <summary>What a caller may do, the least first: each may do all that those before it may.</summary>
public enum Role
{
    /// <summary>Look.</summary>
    ReadOnly,

    /// <summary>Lock, unlock, reserve and claim.</summary>
    User,

    /// <summary>Take resources out of service and back.</summary>
    Maintainer,

    /// <summary>Register, change and remove resources, end anybody's lock, read the audit trail.</summary>
    Admin,
}
