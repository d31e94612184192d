namespace RentABot.Browser.Lab;

/// <summary>The pages, as they are at the lab.</summary>
public enum LabPage
{
    Overview,
    Resources,
    Grouped,
    Resource,
    Queue,
    Reservation,
    Claimable,
    Timeline,
    Shelf,
    Busy,
    Audit,
    Locking,
    Adding,
    Removing,
}
