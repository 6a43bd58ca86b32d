package io.medicaledu.notification.api;

/** The seed's kinds of notifications; the code is the ordinal. */
public enum NotificationType {
    BookingConfirmation,
    /** A day before the session. */
    BookingReminder,
    BookingCancellation,
    PaymentConfirmation,
    PaymentFailed,
    CoursePublished,
    EmailVerification,
    PasswordReset,
    GeneralAnnouncement,
    BookingRescheduled,
    CourseUpdated,
    /** An hour before the session. */
    SessionReminder,
    CourseCompleted,
    InstructorRating;

    /** True for what somebody with an ended account does not need: reminders and news. */
    public boolean isForActiveUsers() {
        return switch (this) {
            case BookingReminder, SessionReminder, CoursePublished, CourseUpdated, GeneralAnnouncement -> true;
            default -> false;
        };
    }

    /** True for what goes out by e-mail whatever the user has chosen. */
    public boolean isAboutSecurity() {
        return this == EmailVerification || this == PasswordReset;
    }
}
