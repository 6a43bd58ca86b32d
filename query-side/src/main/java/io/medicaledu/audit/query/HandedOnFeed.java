package io.medicaledu.audit.query;

import io.medicaledu.audit.query.AuditEvents.AuditEvent;
import io.medicaledu.kernel.feed.EventFeed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The feed for those who push it to others: the same events, in the same words, as auditors read. */
@Component
class HandedOnFeed implements EventFeed {

    private final AuditEvents events;
    private final SettledEvents settled;
    private final EventNews news;
    private final JsonMapper json;

    HandedOnFeed(AuditEvents events, SettledEvents settled, EventNews news, JsonMapper json) {
        this.events = events;
        this.settled = settled;
        this.news = news;
        this.json = json;
    }

    @Override
    public Part after(long position, @Nullable List<String> types, int most) {
        FeedPage page = events.page(new FeedFilter(position, types, null, null, null, null, null), most);
        return new Part(page.items().stream().map(this::event).toList(), page.position());
    }

    private Event event(AuditEvent event) {
        return new Event(
                event.position(), event.eventId(), event.type(), event.occurredAt(), json.writeValueAsString(event));
    }

    @Override
    public long end() {
        return settled.settledPosition();
    }

    @Override
    public void onNews(Runnable listener) {
        news.onNews(listener);
    }
}
