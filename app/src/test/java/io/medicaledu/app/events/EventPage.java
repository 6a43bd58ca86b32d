package io.medicaledu.app.events;

import io.medicaledu.app.support.GoldenEvents;
import io.medicaledu.app.support.GoldenEvents.Golden;
import io.medicaledu.audit.api.EventCatalog;
import io.medicaledu.shared.PersonalData;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@code docs/events.md} from the events' sources, their golden files, and the classes that handle them. */
final class EventPage {

    private static final String INTRO = """
            # Events

            Generated from the sources by `EventPageTest`; do not edit. Write it anew with
            `./mvnw -B -pl app -am test -Dtest=EventPageTest -Dsurefire.failIfNoSpecifiedTests=false -Devents.page=write`.

            Every event is stored as JSON under its name and revision. Money is an object of minor units and an ISO 4217 currency,
            times are UTC, and a value type with one component (an e-mail address, a name) is an object of `value`. *Since* is the
            first revision that has the field ([ADR 9](adr/0009-event-revisions.md), [ADR 46](adr/0046-upcasters.md)); a field marked
            *null* may be empty. *Personal*: **yes** tells of a person, *id* names one. The metadata of every event (who, from
            which address, with which program) is personal data, too. The audit log and the seals follow all events and are not named.
            """;

    private final EventDocs docs = EventDocs.read(Sources.of("shared-api"));
    private final EventProducers producers = EventProducers.find();
    private final EventConsumers consumers = EventConsumers.find();
    private final List<Golden> goldens = GoldenEvents.all();
    private final List<String> missing = new ArrayList<>();

    /** What has no description: events, and fields as {@code Event.field}. */
    List<String> missing() {
        return missing;
    }

    String generate() {
        StringBuilder page = new StringBuilder(INTRO);
        for (Class<?> family : EventCatalog.families()) {
            page.append("\n## ").append(String.join(", ", consumers.aggregatesOf(family)));
            page.append("\n\n").append(docs.of(family).text()).append('\n');
            Arrays.stream(family.getPermittedSubclasses()).forEach(event -> add(event, family, page));
        }
        page.append("\n## Values\n\nWhat events are made of.\n");
        EventValues.ofAllEvents().forEach(value -> addValue(value, page));
        return page.toString();
    }

    private void addValue(Class<?> value, StringBuilder page) {
        EventDocs.Doc doc = docs.of(value);
        page.append("\n### %s\n\n%s\n\n".formatted(value.getSimpleName(), doc.text()));
        page.append("| field | type | null | personal | meaning |\n|---|---|---|---|---|\n");
        for (RecordComponent field : value.getRecordComponents()) {
            page.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            field.getName(),
                            typeName(field.getGenericType()),
                            isNullable(field) ? "null" : "",
                            personal(field),
                            cell(doc.parameters().getOrDefault(field.getName(), ""))));
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private void add(Class<?> event, Class<?> family, StringBuilder page) {
        String meaning = docs.of(event).text();
        if (meaning.isEmpty()) {
            missing.add(event.getSimpleName());
        }
        page.append("\n### %s\n\n%s\n\n".formatted(event.getSimpleName(), meaning));
        page.append("| | |\n|---|---|\n");
        page.append("| revisions | %s |\n".formatted(revisions(event)));
        page.append("| made by | %s |\n".formatted(named(producers.of(event))));
        page.append("| handled by | %s |\n".formatted(named(consumers.of(event))));
        page.append("\n| field | type | since | null | personal | meaning |\n|---|---|---|---|---|---|\n");
        for (RecordComponent field : event.getRecordComponents()) {
            page.append("| `%s` | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            field.getName(),
                            typeName(field.getGenericType()),
                            since(event, field.getName()),
                            isNullable(field) ? "null" : "",
                            personal(field),
                            meaning(event, family, field)));
        }
    }

    private String meaning(Class<?> event, Class<?> family, RecordComponent field) {
        String said = docs.component(event, family, field.getName());
        String meaning = said == null ? docs.of(field.getType()).text() : said;
        if (meaning.isEmpty()) {
            missing.add(event.getSimpleName() + "." + field.getName());
        }
        return cell(meaning);
    }

    private Stream<Golden> goldensOf(Class<?> event) {
        return goldens.stream().filter(golden -> golden.name().equals(event.getSimpleName()));
    }

    private String revisions(Class<?> event) {
        String current = event.getAnnotation(Revision.class).value();
        return goldensOf(event)
                .map(Golden::revision)
                .map(revision -> revision.equals(current) ? "**" + revision + "**" : revision)
                .collect(Collectors.joining(", "));
    }

    private String since(Class<?> event, String field) {
        return goldensOf(event)
                .filter(golden -> JsonMapper.shared().readTree(golden.text()).has(field))
                .map(Golden::revision)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No golden file of " + event + " has " + field));
    }

    private static String named(Set<String> names) {
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }

    private static String typeName(Type type) {
        return "`" + type.getTypeName().replaceAll("[\\w.]+[.$](?=\\w)", "") + "`";
    }

    private static boolean isNullable(RecordComponent field) {
        return Arrays.stream(field.getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static String personal(RecordComponent field) {
        if (isPersonal(field)) {
            return "**yes**";
        }
        return PersonIds.NAMES.contains(field.getName()) ? "*id*" : "";
    }

    private static boolean isPersonal(RecordComponent field) {
        Class<?> type = field.getType();
        return field.isAnnotationPresent(PersonalData.class)
                || type.isAnnotationPresent(PersonalData.class)
                || type.isRecord() && Arrays.stream(type.getRecordComponents()).anyMatch(EventPage::isPersonal);
    }
}
