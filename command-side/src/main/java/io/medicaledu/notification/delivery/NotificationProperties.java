package io.medicaledu.notification.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notifications go out. E-mail is on if there is a mail server ({@code spring.mail.host}), the others if they have
 * an account here.
 *
 * @param mailFrom the sender of e-mails
 * @param maxAttempts after which a delivery is parked for the admin to see
 * @param atOnce how many deliveries a node hands over at the same time
 */
@ConfigurationProperties("medicaledu.notification")
public record NotificationProperties(
        @DefaultValue("MedicalEdu <no-reply@medicaledu.example>")
        String mailFrom,

        @DefaultValue("8") int maxAttempts,
        @DefaultValue("4") int atOnce,
        @Nullable Sms sms,
        @Nullable Push push) {

    /** @throws IllegalArgumentException if nothing could be handed over */
    public NotificationProperties {
        if (atOnce < 1) {
            throw new IllegalArgumentException("medicaledu.notification.at-once must be at least 1");
        }
    }

    /**
     * An account at Twilio, or at a service with the same API.
     *
     * @param from sender's number, in E.164 form
     */
    public record Sms(
            String accountSid,
            String authToken,
            String from,
            @DefaultValue("https://api.twilio.com") String apiBase) {

        @Override
        public String toString() {
            return "Sms[accountSid=" + accountSid + "]";
        }
    }

    /**
     * Our key pair for web push (VAPID, RFC 8292).
     *
     * @param subject a {@code mailto:} or {@code https:} URL by which push services reach us
     * @param publicKey base64url of the uncompressed point on P-256 (65 bytes)
     * @param privateKey base64url of the private number (32 bytes)
     */
    public record Push(String subject, String publicKey, String privateKey) {

        @Override
        public String toString() {
            return "Push[subject=" + subject + "]";
        }
    }
}
