package io.medicaledu.identity.command;

import io.medicaledu.identity.api.EmailAddress;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.Texts;
import java.net.IDN;
import java.util.Locale;

/**
 * One form for each mailbox: lower case, Unicode's composed form (NFC), and the domain in Punycode. What is written
 * otherwise is the same address.
 */
final class EmailAddresses {

    /** Letters that IDNA 2003, which Java knows, takes for others than IDNA 2008, which registries use. */
    private static final String AMBIGUOUS = ".*[\u00DF\u1E9E\u03C2\u200C\u200D].*";

    private EmailAddresses() {}

    /**
     * The address of a new account.
     *
     * @throws Problem {@code validation} if something in it cannot be seen, or the domain cannot be told from another
     */
    static EmailAddress require(String text) {
        String address = text.strip();
        if (Texts.hidesSomething(address)) {
            throw Problem.invalid("email", "must not have blanks or characters that cannot be seen");
        }
        if (domainOf(address).matches(AMBIGUOUS)) {
            throw Problem.invalid("email", "must have this domain in Punycode (xn--…)");
        }
        EmailAddress canonical = canonical(address);
        if (!domainOf(canonical.value()).chars().allMatch(letter -> letter < 0x80)) {
            throw Problem.invalid("email", "must have a domain name");
        }
        return canonical;
    }

    /** Of what somebody says; never fails, as an address that cannot be is nobody's. */
    static EmailAddress canonical(String text) {
        String address = lowerCase(text.strip());
        String domain = domainOf(address);
        return new EmailAddress(address.substring(0, address.length() - domain.length()) + ascii(domain));
    }

    /** The same address with its domain in Unicode, as accounts were kept before they had one form. */
    static String inUnicode(EmailAddress email) {
        String domain = domainOf(email.value());
        return email.value().substring(0, email.value().length() - domain.length())
                + IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED);
    }

    private static String lowerCase(String text) {
        return Texts.normalized(text.toLowerCase(Locale.ROOT));
    }

    private static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static String ascii(String domain) {
        if (domain.matches(AMBIGUOUS)) {
            return domain;
        }
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return domain;
        }
    }
}
