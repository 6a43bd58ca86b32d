package io.medicaledu.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.ProviderTransactions.Kind;
import io.medicaledu.payment.command.ProviderUnavailableException;
import io.medicaledu.payment.command.PublicUrls;
import io.medicaledu.payment.reconciliation.Movement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading Stripe's lists to their end. */
class StripeBooksTest {

    private static final Instant FROM = Instant.ofEpochSecond(1_780_000_000L);
    private static final Instant UNTIL = FROM.plusSeconds(3_600);
    private static final int CHARGES = 250;
    private static final Pattern AFTER = Pattern.compile("starting_after=ch_(\\d+)");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer stripe;
    private @Nullable String failing;
    private StripeBooks books;

    @BeforeEach
    void setUp() throws IOException {
        stripe = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stripe.createContext("/", this::answer);
        stripe.start();
        StripeProperties properties = new StripeProperties(
                "sk_test_1",
                List.of(),
                "http://localhost:" + stripe.getAddress().getPort(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5));
        books = new StripeBooks(new StripeCalls(new StripeClientFactory(properties, new NoUrls())));
    }

    @AfterEach
    void tearDown() {
        stripe.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String uri = URLDecoder.decode(exchange.getRequestURI().toString(), StandardCharsets.UTF_8);
        asked.add(uri);
        String broken = failing;
        if (broken != null && uri.contains(broken)) {
            send(exchange, 500, "{\"error\":{\"type\":\"api_error\",\"message\":\"Down\"}}");
        } else if (uri.startsWith("/v1/charges")) {
            send(exchange, 200, charges(uri));
        } else if (uri.startsWith("/v1/refunds/") || uri.startsWith("/v1/payment_intents/")) {
            send(
                    exchange,
                    404,
                    "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"resource_missing\",\"message\":\"No such\"}}");
        } else {
            send(exchange, 200, "{\"object\":\"list\",\"url\":\"" + uri + "\",\"has_more\":false,\"data\":[]}");
        }
    }

    private static String charges(String uri) {
        Matcher after = AFTER.matcher(uri);
        int first = after.find() ? Integer.parseInt(after.group(1)) + 1 : 0;
        int end = Math.min(first + 100, CHARGES);
        String data = IntStream.range(first, end).mapToObj("""
                {"id":"ch_%1$d","object":"charge","amount":4500,"amount_captured":4500,"captured":true,
                 "currency":"eur","created":1780000000,"payment_intent":"pi_%1$d","status":"succeeded"}"""::formatted).collect(Collectors.joining(","));
        return "{\"object\":\"list\",\"url\":\"/v1/charges\",\"has_more\":%s,\"data\":[%s]}"
                .formatted(end < CHARGES, data);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void allPagesOfThePeriodAreRead() {
        List<Movement> movements = books.movements(FROM, UNTIL);

        assertThat(movements).hasSize(CHARGES);
        assertThat(movements.stream().map(Movement::reference).distinct()).hasSize(CHARGES);
        assertThat(asked)
                .filteredOn(uri -> uri.startsWith("/v1/charges"))
                .hasSize(3)
                .allSatisfy(uri ->
                        assertThat(uri).contains("created[gte]=1780000000", "created[lte]=1780003600", "limit=100"));
        assertThat(asked)
                .anyMatch(uri -> uri.startsWith("/v1/refunds?"))
                .anyMatch(uri -> uri.startsWith("/v1/disputes?"));
    }

    @Test
    void aLaterPageThatStaysAwayMakesTheBooksUnreadable() {
        failing = "starting_after=ch_199";

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> books.movements(FROM, UNTIL))
                .withMessageContaining("Down");
        assertThat(asked)
                .filteredOn(uri -> uri.contains("starting_after=ch_199"))
                .hasSize(3);
    }

    @Test
    void whatStripeDoesNotKnowIsNotFound() {
        assertThat(books.find(Kind.Refund, "re_1")).isEmpty();
        assertThat(books.find(Kind.Capture, "pi_1")).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotComeIsNotAnAnswer() {
        failing = "/v1/refunds/re_1";

        assertThatExceptionOfType(ProviderUnavailableException.class).isThrownBy(() -> books.find(Kind.Refund, "re_1"));
    }

    private static final class NoUrls implements PublicUrls {

        @Override
        public String booking(UUID bookingId) {
            return "http://localhost/" + bookingId;
        }

        @Override
        public @Nullable String sandbox(PaymentProvider provider) {
            return null;
        }
    }
}
