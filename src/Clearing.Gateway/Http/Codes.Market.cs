namespace Clearing.Gateway;

internal static partial class Codes
{
    // One line for each refusal of the market; a test holds that none is missing.
    private static (string Code, int Status, string Title)[] Market() =>
    [
        ("ABOVE_SELLER_CAP", 422, "The max volume is above the seller's cap in this market."),
        ("AMOUNT_OUT_OF_RANGE", 422, "The amount is beyond 63 bits of minor units."),
        ("AWARD_UNKNOWN", 404, "The seller has no such award in this market."),
        ("BID_ID_MALFORMED", 400, "The id is not 1 to 128 printable ASCII characters without spaces."),
        ("BID_ID_REUSED", 422, "The bid id was used before, for other content."),
        ("BID_NOT_OPEN", 409, "The bid is complete, cancelled or expired."),
        ("BID_UNKNOWN", 404, "The seller has no such bid in this market."),
        ("BOOK_CLOSED", 409, "The round's book is closed and not yet cleared."),
        ("CONFIG_DIFFERS", 409, "The market is open with another configuration."),
        ("CONFIG_OUT_OF_RANGE", 422, "A value of the configuration is out of its range."),
        ("FEE_ABOVE_LIMIT", 422, "The max fee is above the program's limit."),
        ("FEE_NEGATIVE", 422, "The max fee is negative."),
        ("FEE_OFF_TICK", 422, "The max fee is no multiple of the tick."),
        ("ID_MALFORMED", 400, "The id is empty, too long, or has characters that it may not have."),
        ("ID_REUSED", 422, "The id was used before, for another command."),
        ("KEY_MALFORMED", 400, "The market's key is not region/storage_type/period."),
        ("MARKET_NOT_SETTLED", 409, "The market is not settled yet: nothing is to be corrected."),
        ("MARKET_PAUSED", 409, "The market is paused."),
        ("MARKET_SETTLED", 409, "The market is settled."),
        (MarketUnknown, 404, "The market was never opened, or the seller has nothing in it."),
        ("MIN_VOLUME_OFF_LOT", 422, "The min volume is no multiple of the lot."),
        ("MIN_VOLUME_OUT_OF_RANGE", 422, "The min volume is negative or above the max volume."),
        ("NOTE_MALFORMED", 422, "The note is empty or too long."),
        ("OTHER_ROUND_CLOSED", 409, "Another round's book is closed and not yet cleared."),
        ("OUT_OF_SEQUENCE", 409,
            "It would close before a round with a lower number, or after a higher one."),
        ("POOL_OVERFLOW", 422, "The pool would not fit 63 bits."),
        ("REASON_MALFORMED", 422, "The reason is empty or too long."),
        ("RESERVE_NEGATIVE", 422, "The reserve fee is negative."),
        ("ROUND_DIFFERS", 409, "The round is in the calendar with other terms."),
        ("ROUND_NOT_PLANNED", 404, "The round is not in the calendar."),
        ("ROUND_PASSED", 409, "The round number is not above that of the last cleared round."),
        (SellerIdMalformed, 400,
            "The seller's id is not 1 to 128 printable ASCII characters without spaces."),
        ("TERMS_DIFFER", 409, "The round was cleared before, on other terms."),
        ("TIME_IN_FORCE_UNKNOWN", 422, "The time in force is none of the defined values."),
        ("USE_NEGATIVE", 422, "The used volume is negative."),
        ("VOLUME_ABOVE_HELD", 422, "The volume is more than is held and not yet on offer."),
        ("VOLUME_BELOW_GRANTED", 422, "The new max volume is below what is already granted."),
        ("VOLUME_BELOW_LIMIT", 422, "The max volume is below the program's limit."),
        ("VOLUME_NOT_POSITIVE", 422, "The volume is not more than zero."),
        ("VOLUME_OFF_LOT", 422, "The max volume is no multiple of the lot."),
    ];

    private static (string Code, int Status, string Title)[] Quotas() =>
    [
        ("OPEN_BIDS_FULL", 429, "The seller has as many open bids in this market as it may have."),
        ("REFUSALS_FULL", 429,
            "It would be refused, and no more refusals of this seller are remembered. "
            + "Nothing was decided."),
    ];

    /// <summary>The member that a refusal is about; the first that the body has.</summary>
    public static string[] FieldsOf(string code) => code switch
    {
        "FEE_ABOVE_LIMIT" or "FEE_NEGATIVE" or "FEE_OFF_TICK" => ["max_fee_micros"],
        "VOLUME_NOT_POSITIVE" or "VOLUME_ABOVE_HELD" => ["max_volume", "volume"],
        "ABOVE_SELLER_CAP" or "VOLUME_BELOW_GRANTED" or "VOLUME_BELOW_LIMIT"
            or "VOLUME_OFF_LOT" => ["max_volume"],
        "MIN_VOLUME_OFF_LOT" or "MIN_VOLUME_OUT_OF_RANGE" => ["min_volume"],
        "BID_ID_MALFORMED" or "BID_ID_REUSED" or "BID_UNKNOWN" or "BID_NOT_OPEN" => ["bid_id"],
        "ID_MALFORMED" or "ID_REUSED" =>
        [
            "amendment_id", "cancellation_id", "relinquishment_id", "change_id", "report_id",
            "correction_id", "inspection_id", "return_id",
        ],
        "AWARD_UNKNOWN" => ["award_id"],
        MarketUnknown or "MARKET_SETTLED" => ["market"],
        "RESERVE_NEGATIVE" => ["reserve_fee_micros"],
        "POOL_OVERFLOW" => ["delta", "capacity_delta"],
        "EVENT_NOT_DEAD" => ["number"],
        "WEBHOOK_URL_MALFORMED" => ["url"],
        "USE_NEGATIVE" => ["average_used"],
        "NOTE_MALFORMED" => ["note"],
        "REASON_MALFORMED" => ["reason"],
        SellerIdMalformed => ["seller"],
        "AMOUNT_OUT_OF_RANGE" => ["incremental_minor", "amount_minor"],
        "ROUND_PASSED" or "ROUND_DIFFERS" => ["round"],
        "OUT_OF_SEQUENCE" => ["closes_at"],
        _ => [],
    };
}
