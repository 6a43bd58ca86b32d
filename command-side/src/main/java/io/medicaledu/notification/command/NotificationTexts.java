package io.medicaledu.notification.command;

import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.shared.Texts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Titles and messages, from {@code notifications.properties}; another language is another file beside it. A name in
 * braces stands for a value.
 */
final class NotificationTexts {

    private static final String BUNDLE = "io.medicaledu.notification.notifications";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private NotificationTexts() {}

    record Text(String title, String message) {}

    /** @param variant of the type's text, e.g. for the instructor; falls back to the type's own */
    static Text of(NotificationType type, String variant, Map<String, String> values, Locale language) {
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, language);
        String key = bundle.containsKey(type + variant + ".message") ? type + variant : type.name();
        return new Text(
                fill(bundle.getString(key + ".title"), values), fill(bundle.getString(key + ".message"), values));
    }

    private static String fill(String template, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(shown(values.getOrDefault(match.group(1), ""))));
    }

    /** What others have written must not break the line; a blank before it belongs to the text. */
    private static String shown(String value) {
        return (value.startsWith(" ") ? " " : "") + Texts.singleLine(value);
    }

    /** A sentence that says where a session takes place; empty if that is not known. */
    static String place(@Nullable String url) {
        return url == null ? "" : " It takes place at " + url;
    }

    /** A sentence that says what becomes of disputed money. */
    static String disputed(String amount) {
        return " " + amount + " is disputed with the bank; it follows as far as the dispute ends in our favour.";
    }

    /** A moment on somebody's clock, e.g. {@code Monday, 1 March 2027, 09:00 (Europe/Berlin)}. */
    static String localTime(Instant time, ZoneId zone, Locale language) {
        return time.atZone(zone).format(DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", language)) + " ("
                + zone.getId() + ")";
    }
}
