package io.medicaledu.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.audit.query.EntityStates.Difference;
import io.medicaledu.audit.query.EntityStates.State;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EntityStatesTest {

    private static final UUID ID = UUID.fromString("2ad8bda1-b180-5657-aae1-caf365bd088d");
    private static final UUID USER = UUID.fromString("2f6274fd-a063-5bef-a344-35dc0a0f9efc");

    private final EntityStates states = new EntityStates();

    private static RowChange row() {
        return new RowChange("Course", ID);
    }

    private static ObjectNode json(String text) {
        return JsonMapper.shared().readValue(text, ObjectNode.class);
    }

    private static State stored(String text) {
        return new State(json(text), null);
    }

    @Test
    void theFirstChangeIsAllNew() {
        Difference difference = states.apply(row().set("title", "T1").set("category", null));

        assertThat(difference.isNew()).isTrue();
        assertThat(difference.before()).isNull();
        assertThat(difference.after()).isEqualTo(json("{\"title\": \"T1\"}"));
    }

    @Test
    void onlyWhatDiffersIsTold() {
        states.put(ID, stored("{\"title\": \"T1\", \"price\": \"45\", \"maxStudents\": 5}"));

        Difference difference =
                states.apply(row().set("title", "T2").set("price", "45").set("maxStudents", 5L));

        assertThat(difference.isNew()).isFalse();
        assertThat(difference.before()).isEqualTo(json("{\"title\": \"T1\"}"));
        assertThat(difference.after()).isEqualTo(json("{\"title\": \"T2\"}"));
    }

    @Test
    void whatBecomesNullWasThereBefore() {
        states.put(ID, stored("{\"phone\": \"+15005550006\"}"));

        Difference difference = states.apply(row().set("phone", null));

        assertThat(difference.before()).isEqualTo(json("{\"phone\": \"+15005550006\"}"));
        assertThat(difference.after()).isEqualTo(json("{\"phone\": null}"));
        assertThat(states.apply(row().set("phone", null)).isEmpty()).isTrue();
    }

    @Test
    void whatIsCountedAndWhatFollowsFromItIsTold() {
        states.put(ID, stored("{\"seats\": 1, \"full\": false}"));

        Difference difference = states.apply(row().add("seats", 1)
                .derive(row -> row.put("full", row.path("seats").asInt() > 1)));

        assertThat(difference.after()).isEqualTo(json("{\"seats\": 2, \"full\": true}"));
        assertThat(Objects.requireNonNull(states.changed().get(ID)).values())
                .isEqualTo(json("{\"seats\": 2, \"full\": true}"));
    }

    @Test
    void whatHasEndedBelongsToNobodyAnyMore() {
        states.apply(new RowChange("UserSession", ID).under(USER).set("isActive", true));
        assertThat(states.activeChildrenOf(USER)).containsExactly(ID);

        states.apply(new RowChange("UserSession", ID).set("isActive", false));

        assertThat(states.activeChildrenOf(USER)).isEmpty();
    }
}
