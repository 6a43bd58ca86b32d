package io.medicaledu.access.api;

/** What somebody wanted who had not signed in. */
public enum AccessKind {
    LogIn,
    EmailConfirmation,
    PasswordResetRequest,
    PasswordReset,
    StripeWebhook,
    PayPalWebhook
}
