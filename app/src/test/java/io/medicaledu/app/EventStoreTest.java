package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.audit.api.EventCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/** Events are for ever: nobody changes them, and every released revision can still be read. */
class EventStoreTest extends PlatformTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    @Qualifier("eventSerializer")
    private Serializer serializer;

    @Autowired
    @Qualifier("migrationDataSource")
    private DataSource owner;

    static Stream<String> eventNames() {
        return EventCatalog.byName().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("eventNames")
    void theGoldenFileOfEachRevisionIsReadAndWrittenAgainAsItWas(String name) throws IOException {
        Class<?> type = Objects.requireNonNull(EventCatalog.byName().get(name));
        String revision = type.getAnnotation(Revision.class).value();
        String golden = golden(name + "-" + revision + ".json");

        Object event = serializer.deserialize(new SimpleSerializedObject<>(golden, String.class, name, revision));
        String written = serializer.serialize(event, String.class).getData();

        assertThat(event).isInstanceOf(type);
        assertThat(serializer.serialize(event, String.class).getType().getName())
                .isEqualTo(name);
        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(golden));
    }

    private static String golden(String file) throws IOException {
        try (InputStream in = EventStoreTest.class.getResourceAsStream("/events/" + file)) {
            assertThat(in).as("golden file " + file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event_store.domain_events SET payload = '{}'",
                "DELETE FROM event_store.domain_events",
                "TRUNCATE event_store.domain_events"
            })
    void neitherTheApplicationNorTheOwnerCanChangeEvents(String statement) throws SQLException {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql(statement).update())
                .havingRootCause()
                .withMessageContaining("permission denied");
        try (Connection connection = owner.getConnection();
                Statement sql = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> sql.executeUpdate(statement))
                    .withMessageContaining("events are immutable");
        }
    }

    @Test
    void anAuditorReadsEventsWithPlainSql() {
        assertThat(jdbc.sql("""
                        SELECT payload -> 'details' -> 'price' ->> 'currency' FROM event_store.domain_events
                        WHERE payload_type = 'CourseCreated' AND payload_revision = '1'
                          AND payload -> 'details' ->> 'category' = 'Gastroenterology'""").query(String.class).list()).contains("JPY");
        assertThat(jdbc.sql("SELECT count(*) FROM event_store.domain_events WHERE payload_type LIKE '%.%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void noSecretIsInAnyEvent() {
        assertThat(jdbc.sql("""
                        SELECT count(*) FROM event_store.domain_events
                        WHERE payload::text ~* '(\\$2[aby]\\$|sk_test|whsec|medicaledu-demo|"password)'""").query(Integer.class).single()).isZero();
    }
}
