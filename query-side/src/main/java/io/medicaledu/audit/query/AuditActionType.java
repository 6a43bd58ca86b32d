package io.medicaledu.audit.query;

/** The seed's kinds of audited actions; the code is the ordinal. */
enum AuditActionType {
    Create,
    Update,
    Delete,
    Login,
    Logout,
    EmailConfirmation,
    PasswordReset,
    BookingCreated,
    BookingUpdated,
    PaymentProcessed;

    /** @param entity the aggregate's type; its first event has the sequence number 0 */
    static AuditActionType of(String entity, String event, long sequenceNumber) {
        return switch (event) {
            case "UserLoggedIn" -> Login;
            case "UserLoggedOut" -> Logout;
            case "EmailConfirmed" -> EmailConfirmation;
            case "PasswordResetRequested", "PasswordResetTokenIssued", "PasswordChanged" -> PasswordReset;
            case "UserDeleted", "CourseDeleted" -> Delete;
            default ->
                switch (entity) {
                    case "Booking" -> sequenceNumber == 0 ? BookingCreated : BookingUpdated;
                    case "Payment" -> PaymentProcessed;
                    default -> sequenceNumber == 0 ? Create : Update;
                };
        };
    }
}
