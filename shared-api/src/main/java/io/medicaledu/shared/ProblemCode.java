package io.medicaledu.shared;

import java.util.Locale;

/**
 * Every way in which the platform says no. The code is the enum's name in kebab-case; clients rely on code and status.
 */
public enum ProblemCode {
    VALIDATION(400, "The request is not valid"),
    WEBHOOK_SIGNATURE(400, "The webhook's signature is missing, wrong or out of time"),
    UNAUTHENTICATED(401, "A valid session is required"),
    BAD_CREDENTIALS(401, "E-mail or password is wrong"),
    FORBIDDEN(403, "This is not allowed for your role"),
    NOT_FOUND(404, "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "The method is not supported here"),
    NOT_ACCEPTABLE(406, "The requested media type cannot be produced"),
    EMAIL_TAKEN(409, "The e-mail address is already in use"),
    SLOT_FULL(409, "No seat is left on this slot"),
    SLOT_OVERLAP(409, "The instructor has another slot at this time"),
    SLOT_CLOSED(409, "The slot is not open for booking"),
    SLOT_NOT_FULL(409, "The slot has a free seat"),
    WAITLIST_FULL(409, "Too many wait for this slot"),
    SLOT_STATE(409, "The slot's state does not allow this"),
    ALREADY_BOOKED(409, "The student already holds a booking on this slot"),
    OVERLAPPING_BOOKING(409, "The student has another booking at this time"),
    TOO_MANY_UNPAID_BOOKINGS(409, "The student has as many unpaid bookings as are allowed at a time"),
    COURSE_FULL(409, "No place is left on this course"),
    COURSE_NOT_PUBLISHED(409, "The course is not published"),
    COURSE_STATE(409, "The course's state does not allow this"),
    BOOKING_STATE(409, "The booking's state does not allow this"),
    PAYMENT_STATE(409, "The payment's state does not allow this"),
    WEBHOOK_STATE(409, "The webhook's state does not allow this"),
    RECONCILIATION_STATE(409, "The difference's state does not allow this"),
    PROMO_CODE_EXISTS(409, "There is such a promo code already"),
    ENROLLMENT_STATE(409, "The enrollment's state does not allow this"),
    NOTIFICATION_STATE(409, "The notification's state does not allow this"),
    RATING_EXISTS(409, "There is a rating already"),
    INSTRUCTOR_HAS_BOOKINGS(409, "Sessions of the instructor are booked"),
    INSTRUCTOR_INACTIVE(409, "The course has no active instructor"),
    REBUILD_STATE(409, "The projection's state does not allow this"),
    LAST_ADMIN(409, "There must always be an active admin"),
    CONCURRENT_UPDATE(409, "Somebody else changed this at the same time"),
    PRECONDITION_FAILED(412, "The resource has changed since it was read"),
    PAYLOAD_TOO_LARGE(413, "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
    OWN_SLOT(422, "An instructor cannot book an own slot"),
    NOT_AN_INSTRUCTOR(422, "Only an active instructor can do this"),
    OTHER_COURSE(422, "The slot belongs to another course"),
    RESCHEDULE_TOO_LATE(422, "It is too late to move the booking"),
    RESCHEDULE_LIMIT(422, "The booking has been moved as often as it can be"),
    COURSE_NOT_FREE(422, "The course is not free"),
    TARGET_NOT_ALLOWED(422, "The URL must not be called from here"),
    TOKEN_INVALID(422, "The token is unknown, used or expired"),
    REFUND_EXCEEDS_CAPTURED(422, "The refund exceeds what was captured"),
    REFUND_CURRENCY(422, "The refund is in another currency than the payment"),
    REFUND_AMOUNT(422, "The amount of a refund must be positive"),
    AMOUNT_NOT_CHARGEABLE(422, "The payment provider cannot charge this amount"),
    PAYMENT_PROVIDER_UNAVAILABLE(422, "The payment provider is not available"),
    PROMO_CODE_UNKNOWN(422, "There is no such promo code"),
    PROMO_CODE_EXPIRED(422, "The promo code is not valid now"),
    PROMO_CODE_EXHAUSTED(422, "The promo code has been used up"),
    PROMO_CODE_NOT_APPLICABLE(422, "The promo code does not apply here"),
    RATING_NOT_ALLOWED(422, "This cannot be rated"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    ACCOUNT_LOCKED(423, "The account is locked for a while"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL_ERROR(500, "Something went wrong here"),
    PROJECTION_BEHIND(503, "The read model has not caught up yet"),
    OVERLOADED(503, "The server is too busy");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The code as clients see it, e.g. {@code slot-full}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The general code for a status that something else than this platform's own rules has decided on. */
    public static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> RATE_LIMITED;
            case 503 -> OVERLOADED;
            default -> status < 500 ? VALIDATION : INTERNAL_ERROR;
        };
    }

    /** The HTTP status that goes with the code. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
