package io.medicaledu.notification.delivery;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.identity.command.AccountTokens;
import io.medicaledu.kernel.calendar.CalendarEntry;
import io.medicaledu.kernel.calendar.Calendars;
import io.medicaledu.notification.command.Contacts;
import io.medicaledu.shared.Texts;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * E-mail by SMTP, as text and as HTML. Its message id is derived from the notification: should a crash make it go out
 * twice, mail servers know it for the same.
 */
@Component
@ConditionalOnProperty("spring.mail.host")
class EmailChannel implements DeliveryChannel {

    private static final String HTML = """
            <!doctype html><html lang="en"><body style="font-family:sans-serif;max-width:40em;margin:2em auto">
            <h1 style="font-size:1.3em">%s</h1><p>%s</p>%s
            <p style="color:#666;font-size:.85em">MedicalEdu</p></body></html>""";

    private final JavaMailSender sender;
    private final NotificationProperties properties;
    private final AccountTokens tokens;

    EmailChannel(JavaMailSender sender, NotificationProperties properties, AccountTokens tokens) {
        this.sender = sender;
        this.properties = properties;
        this.tokens = tokens;
    }

    @Override
    public Channel channel() {
        return Channel.Email;
    }

    @Override
    public boolean reaches(Contacts.Contact contact) {
        return true;
    }

    /** A code is made only now, so that it is written down nowhere but in the e-mail. */
    @Override
    public void send(Delivery delivery, Contacts.Contact contact) {
        String code = switch (delivery.type()) {
            case EmailVerification -> tokens.issueEmailToken(delivery.userId());
            case PasswordReset -> tokens.issuePasswordResetToken(delivery.userId());
            default -> "";
        };
        try {
            sender.send(message(delivery, contact, code));
        } catch (MailException | MessagingException e) {
            throw new DeliveryException("SMTP: " + e.getClass().getSimpleName(), true);
        }
    }

    private MimeMessage message(Delivery delivery, Contacts.Contact contact, String code) throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, false, "UTF-8");
        helper.setFrom(properties.mailFrom());
        helper.setTo(contact.email());
        helper.setSubject(Texts.singleLine(delivery.title()));
        CalendarEntry entry = delivery.calendarEntry();
        message.setContent(
                entry == null
                        ? MailBody.of(text(delivery, code), html(delivery, code))
                        : MailBody.of(
                                text(delivery, code),
                                html(delivery, code),
                                invitation(entry, contact),
                                Calendars.method(entry)));
        MimeMessage identified = new IdentifiedMessage(message, "<" + delivery.notificationId() + "@medicaledu>");
        identified.saveChanges();
        return identified;
    }

    private String invitation(CalendarEntry entry, Contacts.Contact contact) throws MessagingException {
        InternetAddress from = new InternetAddress(properties.mailFrom());
        return Calendars.invitation(
                entry,
                contact.timeZone(),
                new Calendars.Person(from.getAddress(), "MedicalEdu"),
                new Calendars.Person(contact.email(), contact.displayName()));
    }

    private static String text(Delivery delivery, String code) {
        return delivery.message() + (code.isEmpty() ? "" : "\n\nCode: " + code) + "\n\nMedicalEdu\n";
    }

    private static String html(Delivery delivery, String code) {
        return HTML.formatted(
                HtmlUtils.htmlEscape(delivery.title()),
                HtmlUtils.htmlEscape(delivery.message()),
                code.isEmpty() ? "" : "<p>Code: <code>" + HtmlUtils.htmlEscape(code) + "</code></p>");
    }

    private static final class IdentifiedMessage extends MimeMessage {

        private final String messageId;

        IdentifiedMessage(MimeMessage source, String messageId) throws MessagingException {
            super(source);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
