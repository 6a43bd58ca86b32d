package io.medicaledu.audit.query;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many follow the feed of events.
 *
 * @param streams how many streams a node has open at once; each has a thread
 * @param waiting how many requests wait for events on a node; those beyond are answered at once
 */
@ConfigurationProperties("medicaledu.audit.feed")
record FeedProperties(
        @DefaultValue("50") int streams,
        @DefaultValue("1000") int waiting) {

    /** @throws IllegalArgumentException if there could be none */
    FeedProperties {
        if (streams < 1 || waiting < 1) {
            throw new IllegalArgumentException("medicaledu.audit.feed.streams and .waiting must be at least 1");
        }
    }
}
