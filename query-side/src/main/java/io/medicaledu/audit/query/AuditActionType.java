package io.medicaledu.audit.query;

/** The seed's kinds of audited actions; the code is the ordinal. */
public enum AuditActionType {
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

    /**
     * What a change of a row counts as.
     *
     * @param isNew whether the row was not there before
     */
    static AuditActionType of(RowChange change, boolean isNew) {
        AuditActionType given = change.action();
        if (given != null) {
            return given;
        }
        return switch (change.entityName()) {
            case "Booking" -> isNew ? BookingCreated : BookingUpdated;
            case "Payment" -> PaymentProcessed;
            default -> isNew ? Create : Update;
        };
    }
}
