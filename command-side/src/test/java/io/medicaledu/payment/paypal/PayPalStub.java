package io.medicaledu.payment.paypal;

import com.sun.net.httpserver.HttpServer;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PublicUrls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers as PayPal would, with objects in the shape of its documentation. */
final class PayPalStub implements AutoCloseable {

    final AtomicInteger tokens = new AtomicInteger();
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new HashMap<>();
    private final HttpServer server;

    private record Answer(int status, String body) {}

    PayPalStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            String id = exchange.getRequestHeaders().getFirst("PayPal-Request-Id");
            requests.add(exchange.getRequestMethod() + " " + path + (id == null ? "" : " " + id));
            exchange.getRequestBody().readAllBytes();
            Answer answer = path.equals("/v1/oauth2/token") ? token() : answers.get(path);
            byte[] body = (answer == null ? "" : answer.body()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private Answer token() {
        String token = "T" + tokens.incrementAndGet();
        return new Answer(200, "{\"access_token\":\"" + token + "\",\"expires_in\":32400}");
    }

    PayPalStub answers(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
        return this;
    }

    PayPalStub has(String path, String body) {
        return answers(path, 200, body);
    }

    static PublicUrls urls() {
        return new NoUrls();
    }

    PayPalCalls calls() {
        PayPalProperties properties = new PayPalProperties(
                "client",
                "secret",
                List.of(),
                "http://localhost:" + server.getAddress().getPort(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofDays(4),
                Duration.ofMinutes(5),
                List.of(),
                null,
                Duration.ofHours(3));
        PayPalHttp http = new PayPalHttp(properties, new NoUrls());
        return new PayPalCalls(http, new PayPalTokens(http, properties, Clock.systemUTC()));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static final class NoUrls implements PublicUrls {

        @Override
        public String booking(UUID bookingId) {
            return "https://medicaledu.example/" + bookingId;
        }

        @Override
        public @Nullable String sandbox(PaymentProvider provider) {
            return null;
        }
    }
}
