package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.model.checkout.Session;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomFaultTest extends SandboxTest {

    private HttpResponse<String> random(String json) throws Exception {
        return send("POST", "/sandbox/faults/random", "application/json", json.replace('\'', '"'));
    }

    private void clear() throws Exception {
        assertThat(send("DELETE", "/sandbox/faults", null, "").statusCode()).isEqualTo(204);
    }

    private List<Integer> statusesOf(String path, int calls) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            statuses.add(get("/sandbox/stripe/v1/" + path).statusCode());
        }
        return statuses;
    }

    @Test
    void theSameSeedGivesTheSameFaultsAndAnotherSeedOthers() throws Exception {
        String order = "{'seed':%d,'probability':0.5,'kinds':['server-error-500','rate-limit-429']}";
        assertThat(random(order.formatted(42)).statusCode()).isEqualTo(201);
        List<Integer> first = statusesOf("refunds", 40);
        clear();

        random(order.formatted(42));
        List<Integer> second = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            second.addAll(statusesOf("refunds", 1));
            statusesOf("charges", 1);
        }
        clear();
        random(order.formatted(43));
        List<Integer> other = statusesOf("refunds", 40);
        clear();

        assertThat(first).contains(200, 500, 429);
        assertThat(second).as("calls of another operation change nothing").isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(statusesOf("refunds", 40)).containsOnly(200);
    }

    @Test
    void onlyTheOperationsThatWereAskedForFail() throws Exception {
        random("{'seed':1,'probability':1,'kinds':['server-error-500'],'operations':['charge.list']}");

        assertThat(statusesOf("charges", 5)).containsOnly(500);
        assertThat(statusesOf("refunds", 5)).containsOnly(200);
    }

    @Test
    void webhooksGoWrongByChanceToo() throws Exception {
        random("{'seed':7,'probability':1,'kinds':['webhook-doubled'],'operations':['webhook']}");

        Session session = paidSession();

        await().untilAsserted(() -> assertThat(receiver.eventIds("checkout.session.completed", session.getId()))
                .hasSize(2));
    }

    @Test
    void anEventThatComesLateByChanceComesAllTheSame() throws Exception {
        random("{'seed':7,'probability':1,'kinds':['webhook-late'],'operations':['webhook'],'delayMillis':50}");

        Session session = paidSession();

        await().untilAsserted(() -> assertThat(receiver.eventIds("checkout.session.completed", session.getId()))
                .hasSize(1));
    }

    @Test
    void whatWasAskedForCanBeReadUntilItIsCleared() throws Exception {
        random("{'seed':42,'probability':0.2}");

        assertThat(get("/sandbox/faults/random").body()).contains("\"seed\":42", "\"probability\":0.2");
        clear();

        assertThat(get("/sandbox/faults/random").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "no json",
                "{'seed':1}",
                "{'probability':0.5}",
                "{'seed':1,'probability':1.1}",
                "{'seed':1,'probability':-0.1}",
                "{'seed':1,'probability':0.5,'kinds':['explosion']}",
                "{'seed':1,'probability':0.5,'operations':['refund.invent']}",
                "{'seed':1,'probability':0.5,'delayMillis':0}",
            })
    void whatIsNoChanceIsRefused(String json) throws Exception {
        assertThat(random(json).statusCode()).isEqualTo(400);
        assertThat(get("/sandbox/faults/random").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "refund.list", "session.create", "webhook"})
    void onlyARefundCanBePending(String operation) throws Exception {
        assertThat(fault("{'operation':'" + operation + "','kind':'pending'}").statusCode())
                .isEqualTo(400);
    }
}
