package io.medicaledu.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class EntityStatesTest {

    private static final UUID ENTITY = new UUID(1, 2);

    private final EntityStates states = new EntityStates(AuditedValues.JSON);

    @Test
    void allThatTheFirstEventSaysIsNew() {
        EntityStates.Change change = states.apply(ENTITY, json("{\"status\":\"Pending\",\"note\":null}"));

        assertThat(change).isEqualTo(new EntityStates.Change(null, json("{\"status\":\"Pending\",\"note\":null}")));
    }

    @Test
    void onlyWhatHasAnotherValueIsAChange() {
        states.put(ENTITY, json("{\"status\":\"Pending\",\"price\":{\"minorUnits\":100,\"currency\":\"EUR\"}}"));

        EntityStates.Change change = states.apply(
                ENTITY,
                json("{\"status\":\"Confirmed\",\"price\":{\"currency\":\"EUR\",\"minorUnits\":100},\"seat\":1}"));

        assertThat(change)
                .isEqualTo(new EntityStates.Change(
                        json("{\"status\":\"Pending\"}"), json("{\"status\":\"Confirmed\",\"seat\":1}")));
    }

    @Test
    void anEventThatRepeatsWhatIsKnownChangesNothing() {
        states.put(ENTITY, json("{\"status\":\"Pending\"}"));

        assertThat(states.apply(ENTITY, json("{\"status\":\"Pending\"}")))
                .isEqualTo(new EntityStates.Change(null, null));
    }

    @Test
    void eventsOfOneBatchBuildOnEachOtherAndOnNobodyElse() {
        states.apply(ENTITY, json("{\"status\":\"Pending\",\"slot\":\"a\"}"));
        states.apply(new UUID(3, 4), json("{\"status\":\"Cancelled\"}"));

        EntityStates.Change change = states.apply(ENTITY, json("{\"status\":\"Confirmed\"}"));

        assertThat(change)
                .isEqualTo(
                        new EntityStates.Change(json("{\"status\":\"Pending\"}"), json("{\"status\":\"Confirmed\"}")));
        assertThat(states.all().get(ENTITY)).isEqualTo(json("{\"status\":\"Confirmed\",\"slot\":\"a\"}"));
    }

    private static ObjectNode json(String text) {
        return AuditedValues.JSON.readValue(text, ObjectNode.class);
    }
}
