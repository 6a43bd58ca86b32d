package io.medicaledu.kernel.limit;

import org.springframework.stereotype.Component;

/** Keeps others from filling somebody's mailbox with mails to confirm the address or to reset the password. */
@Component
public class SecurityMailLimit {

    private static final String KIND = "security-mail";

    private final HourlyCounts counts;
    private final int most;

    SecurityMailLimit(HourlyCounts counts, LimitProperties properties) {
        this.counts = counts;
        this.most = properties.securityMails();
    }

    /** Counts one more mail to the address; false if it has got as many as it may. */
    public boolean tryCount(String email) {
        return most == 0 || counts.tryCount(KIND, email, most);
    }
}
