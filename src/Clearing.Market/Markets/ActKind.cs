namespace Clearing.Market.Markets;

/// <summary>What an operator did, or a market by its calendar.</summary>
[GenerateSerializer, Alias("Clearing.ActKind")]
public enum ActKind
{
    /// <summary>The market was opened.</summary>
    Opened = 0,

    /// <summary>Capacity was added or taken; the reference is the change's id.</summary>
    CapacityChanged = 1,

    /// <summary>A round was put in the calendar; the reference is its number.</summary>
    RoundScheduled = 2,

    /// <summary>A round was moved; the reference is its number.</summary>
    RoundRescheduled = 3,

    /// <summary>A round was taken out of the calendar; the reference is its number.</summary>
    RoundUnscheduled = 4,

    /// <summary>A round's book was closed; the reference is its number.</summary>
    RoundClosed = 5,

    /// <summary>A round was cleared; the reference is its number.</summary>
    RoundCleared = 6,

    /// <summary>Clearing was paused.</summary>
    Paused = 7,

    /// <summary>Clearing was resumed.</summary>
    Resumed = 8,

    /// <summary>The market was settled.</summary>
    Settled = 9,

    /// <summary>Sealed bids were shown; the reference is the inspection's id.</summary>
    Inspected = 10,

    /// <summary>A statement was corrected; the reference is the correction's id.</summary>
    Corrected = 11,

    /// <summary>A base allocation was set; the reference is its region and storage type.</summary>
    BaseSet = 12,

    /// <summary>A report of sales was confirmed; the reference is its id.</summary>
    SalesConfirmed = 13,

    /// <summary>A report of sales was held; the reference is its id.</summary>
    SalesHeld = 14,

    /// <summary>A report of sales was disputed; the reference is its id.</summary>
    SalesDisputed = 15,

    /// <summary>Space was taken back; the reference is the curtailment's id.</summary>
    Curtailed = 16,

    /// <summary>A round was cleared provisionally; the reference is its number.</summary>
    RoundProvisional = 17,

    /// <summary>A provisional round was voided; the reference is its number.</summary>
    RoundVoided = 18,

    /// <summary>An act was put to a second operator; the reference is the proposal's id.</summary>
    Proposed = 19,

    /// <summary>A proposed act was approved; the reference is the proposal's id.</summary>
    Approved = 20,

    /// <summary>A proposed act was withdrawn; the reference is the proposal's id.</summary>
    Withdrawn = 21,

    /// <summary>A zone was configured.</summary>
    ZoneConfigured = 22,

    /// <summary>A base was overridden; the reference is the period and the seller.</summary>
    BaseOverridden = 23,

    /// <summary>The operator's own projections were taken; the reference is the first one's id.</summary>
    ForecastsTaken = 24,

    /// <summary>A run was scheduled; the reference is its id.</summary>
    RunScheduled = 25,

    /// <summary>A scheduled run was withdrawn; the reference is its id.</summary>
    RunUnscheduled = 26,

    /// <summary>A run began; the reference is its id.</summary>
    RunBegun = 27,

    /// <summary>A run was confirmed; the reference is the run's id.</summary>
    RunConfirmed = 28,

    /// <summary>Confirmed bases were cut; the reference is the cut's id.</summary>
    BasesCut = 29,

    /// <summary>A webhook was added; the reference is its id.</summary>
    WebhookAdded = 30,

    /// <summary>A webhook got another address; the reference is its id.</summary>
    WebhookMoved = 31,

    /// <summary>A webhook was removed; the reference is its id.</summary>
    WebhookRemoved = 32,

    /// <summary>A webhook got another secret; the reference is its id.</summary>
    SecretRotated = 33,

    /// <summary>A webhook was switched off; the reference is its id.</summary>
    WebhookSwitchedOff = 34,

    /// <summary>A webhook was switched on; the reference is its id.</summary>
    WebhookSwitchedOn = 35,

    /// <summary>Failed deliveries are to be tried again; the reference is the webhook's id.</summary>
    RedeliveryAsked = 36,

    /// <summary>The data keys were wrapped by another key.</summary>
    KeysRewrapped = 37,

    /// <summary>A data key was renewed; the reference is its scope.</summary>
    KeyRenewed = 38,

    /// <summary>A settled market's keys were stored in clear; the reference is the market.</summary>
    KeysRevealed = 39,

    /// <summary>A seller was erased; the reference is the erasure's number.</summary>
    SellerErased = 40,

    /// <summary>A seller's planned event was confirmed; the reference is its id.</summary>
    EventConfirmed = 41,

    /// <summary>A seller's planned event was declined; the reference is its id.</summary>
    EventDeclined = 42,

    /// <summary>A seller's planned event was withdrawn; the reference is its id.</summary>
    EventWithdrawn = 43,
}
