package io.medicaledu.payment.stripe;

import com.sun.net.httpserver.HttpServer;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PublicUrls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers as Stripe would, with objects in the shape of its documentation. */
final class StripeStub implements AutoCloseable {

    /** Method and path, without parameters. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    StripeStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            requests.add(request);
            exchange.getRequestBody().readAllBytes();
            String known = answers.get(request);
            byte[] body = (known == null
                            ? "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"No such thing\"}}"
                            : known)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(known == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    StripeStub has(String request, String body) {
        answers.put(request, body);
        return this;
    }

    StripeStub lists(String path, String objects) {
        return has(
                "GET " + path,
                "{\"object\":\"list\",\"url\":\"" + path + "\",\"has_more\":false,\"data\":[" + objects + "]}");
    }

    StripeGateway gateway(Clock clock) {
        StripeProperties properties = new StripeProperties(
                "sk_test_1",
                List.of(),
                "http://localhost:" + server.getAddress().getPort(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5));
        PublicUrls urls = new NoUrls();
        StripeCalls calls = new StripeCalls(new StripeClientFactory(properties, urls));
        return new StripeGateway(calls, new StripeCheckouts(calls, urls, clock));
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
