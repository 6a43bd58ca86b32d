package io.medicaledu.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.audit.api.EventCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/events.md says of each event what it means, who makes it and who handles it. */
class EventPageTest {

    private static final Path PAGE = Path.of("..", "docs", "events.md");

    private final EventPage events = new EventPage();

    /** Run with {@code -Devents.page=write} to write the page anew. */
    @Test
    void thePageIsGeneratedFromTheSources() throws IOException {
        String page = events.generate();
        if ("write".equals(System.getProperty("events.page"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void everyEventAndFieldIsDescribed() {
        events.generate();

        assertThat(events.missing()).isEmpty();
    }

    @Test
    void everyEventIsMadeBySomebody() {
        EventProducers producers = EventProducers.find();

        assertThat(EventCatalog.byName().values())
                .allSatisfy(event -> assertThat(producers.of(event))
                        .as(event.getSimpleName())
                        .isNotEmpty());
    }
}
