package io.medicaledu.app.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who receives webhooks, and answers as told. */
public final class Receiver implements AutoCloseable {

    /** An answer that is none: the connection is dropped. */
    public static final int DROPPED = 0;

    private static final int TAKEN = 204;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> all = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Received> answers = received -> TAKEN;

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/hook", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** @param answer what it was answered */
    public record Received(String id, String timestamp, String signature, String body, int answer) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        public String reason() {
            return json().path("data").path("payload").path("reason").asString();
        }

        public boolean isTaken() {
            return answer == TAKEN;
        }

        /** As the receiver's own code would check it, by the words of Standard Webhooks. */
        public boolean isSignedWith(String secret) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.split("_", 2)[1]), "HmacSHA256"));
            byte[] expected = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return signature.equals("v1," + Base64.getEncoder().encodeToString(expected));
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    public void answer(ToIntFunction<Received> status) {
        answers = status;
    }

    public void answer(int status) {
        answers = received -> status;
    }

    public void takeAll() {
        answers = received -> TAKEN;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Received received = new Received(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                DROPPED);
        int answer = answers.applyAsInt(received);
        all.add(new Received(received.id(), received.timestamp(), received.signature(), received.body(), answer));
        if (answer != DROPPED) {
            exchange.sendResponseHeaders(answer, -1);
        }
        exchange.close();
    }

    public List<Received> all() {
        return all;
    }

    /** The reasons of the events that were taken, in the order in which they came. */
    public List<String> taken() {
        return all.stream().filter(Received::isTaken).map(Received::reason).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
