package io.medicaledu.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;

/** The body of an e-mail: the same as text and as HTML and, if it is about a session, as an entry for the calendar. */
final class MailBody {

    private MailBody() {}

    static MimeMultipart of(String text, String html) throws MessagingException {
        MimeMultipart alternatives = new MimeMultipart("alternative");
        alternatives.addBodyPart(part(text, "text/plain; charset=UTF-8"));
        alternatives.addBodyPart(part(html, "text/html; charset=UTF-8"));
        return alternatives;
    }

    /**
     * Some programs look for the entry among the alternatives, others for a file.
     *
     * @param method of the calendar (RFC 5546)
     */
    static MimeMultipart of(String text, String html, String calendar, String method) throws MessagingException {
        MimeMultipart alternatives = of(text, html);
        alternatives.addBodyPart(part(calendar, "text/calendar; charset=UTF-8; method=" + method));
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(alternatives);
        MimeBodyPart file = part(calendar, "application/ics; name=session.ics");
        file.setFileName("session.ics");
        MimeMultipart mixed = new MimeMultipart("mixed");
        mixed.addBodyPart(body);
        mixed.addBodyPart(file);
        return mixed;
    }

    private static MimeBodyPart part(String content, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(content.getBytes(UTF_8), type)));
        part.setHeader("Content-Type", type);
        return part;
    }
}
